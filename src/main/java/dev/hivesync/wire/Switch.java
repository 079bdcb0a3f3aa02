package dev.hivesync.wire;

import java.util.Locale;
import java.util.Map;

/// What the environment says yes or no to.
public final class Switch {

    private Switch() {}

    /// Blank counts as not set: a compose file that hands on an empty variable decides nothing. Any other word than
    /// those below is refused, since a switch that is silently off may protect something.
    ///
    /// @throws IllegalArgumentException with one sentence that names the variable and does not repeat its value
    public static boolean of(Map<String, String> environment, String name, boolean otherwise) {
        return switch (environment.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "1", "true", "yes", "on" -> true;
            case "0", "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false (or 1, 0, yes, no, on, off).");
        };
    }
}
