package dev.hivesync.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Moments as the store keeps them: microseconds since 1970 UTC.
final class Micros {

    /// Some 292,000 years before and after 1970; a moment beyond is no date of ours.
    private static final Instant FIRST = instant(Long.MIN_VALUE);

    private static final Instant LAST = instant(Long.MAX_VALUE);

    private Micros() {}

    static long of(Instant moment) {
        return moment.isBefore(FIRST)
                ? Long.MIN_VALUE
                : moment.isAfter(LAST) ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
