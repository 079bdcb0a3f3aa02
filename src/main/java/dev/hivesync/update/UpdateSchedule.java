package dev.hivesync.update;

import java.time.Duration;
import java.time.Instant;

/// When to look: a while after the start, and at most once a day, never all clients at the same moment.
final class UpdateSchedule {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SPREAD = Duration.ofHours(3);
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private UpdateSchedule() {}

    /// How long to wait.
    ///
    /// @param looked the last look; one in the future is of a clock that was wrong, and counts as none
    /// @param chance from 0 to 1, exclusive
    static Duration wait(Instant looked, Instant now, double chance) {
        Duration spread = Duration.ofMillis((long) (SPREAD.toMillis() * chance));
        Duration soonest = SETTLED.plus(spread.dividedBy(SPREAD.toMinutes()));
        if (looked.isAfter(now)) {
            return soonest;
        }
        Duration left = Duration.between(now, looked.plus(DAY).plus(spread));
        return left.compareTo(soonest) > 0 ? left : soonest;
    }
}
