package dev.hivesync.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// What a [Merge] needs beside state and facts.
///
/// @param now by the local clock, in microseconds as the store keeps them
/// @param gone those of the facts' ids that were dropped here before: they never arrive again
record Circumstances(Instant now, Set<String> gone, Texts texts) {
    Circumstances {
        now = now.truncatedTo(ChronoUnit.MICROS);
    }
}
