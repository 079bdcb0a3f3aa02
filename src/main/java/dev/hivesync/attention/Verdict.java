package dev.hivesync.attention;

import dev.hivesync.inbox.Telling;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was decided about a toast, and when.
///
/// @param plugin the name of the one that showed it, where the fate is [Fate#IN_PLUGIN] and that is known
public record Verdict(Fate fate, Instant at, @Nullable String plugin) {

    public Verdict(Fate fate, Instant at) {
        this(fate, at, null);
    }

    /// As the inbox keeps it.
    public Telling of(String id) {
        return new Telling(id, fate.name(), plugin, at);
    }

    /// Empty where another version wrote a word that this one does not know.
    public static Optional<Verdict> of(Telling telling) {
        return Arrays.stream(Fate.values())
                .filter(fate -> fate.name().equals(telling.fate()))
                .findFirst()
                .map(fate -> new Verdict(fate, telling.at(), telling.plugin()));
    }
}
