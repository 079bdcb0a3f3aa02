package dev.hivesync.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A thread put off.
///
/// @param since when the user put it off, by the local clock
/// @param woken when it came back, or null while it is away
public record Snooze(Instant since, Until until, @Nullable Instant woken) {

    public Snooze {
        since = since.truncatedTo(ChronoUnit.MICROS);
        woken = woken == null ? null : woken.truncatedTo(ChronoUnit.MICROS);
    }

    Snooze over(Instant now) {
        return new Snooze(since, until, now);
    }
}
