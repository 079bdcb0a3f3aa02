package dev.hivesync.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of telling the user about an arrival: the trail behind "why didn't I see it?".
///
/// @param id of the notification
/// @param fate what became of it, in a word of whoever announces
/// @param plugin the name of the one that showed it, where that is why nothing else did
public record Telling(String id, String fate, @Nullable String plugin, Instant at) {

    /// Of so many of the newest it is kept, since it is asked for soon or never.
    public static final int KEPT = 5_000;
}
