package dev.hivesync.app;

import java.util.List;

/// Takes out of a log line what [SecretRules] knows. The last line of defence: nothing of the kind should be logged in
/// the first place, but exceptions of libraries carry what they stumbled over.
final class Masking {

    private final List<String> homes;

    /// @param homes directories to be called `~`, the longest first
    Masking(List<String> homes) {
        this.homes = List.copyOf(homes);
    }

    String mask(String line) {
        String masked = line;
        for (String home : homes) {
            masked = masked.replace(home, "~");
        }
        return SecretRules.apply(masked);
    }
}
