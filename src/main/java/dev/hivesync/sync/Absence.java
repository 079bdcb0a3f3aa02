package dev.hivesync.sync;

import java.time.Duration;
import java.time.Instant;

/// Notices that the program did not run for a while: the computer slept, the process was stopped, or the machine was
/// too busy. Asked once every [#slice]; used by one thread.
///
/// While a computer sleeps the wall clock goes on, and the monotonic clock stands still (Linux, macOS) or goes on
/// (Windows, and for a stopped process everywhere): whichever has gone furthest tells. A clock set forward looks the
/// same and costs one poll too many; a clock set back, or a change to or from summer time, looks like nothing.
final class Absence {

    /// A machine that is merely busy is late by less.
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final Duration slice;
    private long lastMonotonic;
    private Instant lastWall;

    Absence(Duration slice, long monotonic, Instant wall) {
        this.slice = slice;
        lastMonotonic = monotonic;
        lastWall = wall;
    }

    /// Whether more has passed since the last call than the slice it was to be.
    boolean noticed(long monotonic, Instant wall) {
        Duration byMonotonic = Duration.ofNanos(monotonic - lastMonotonic);
        Duration byWall = Duration.between(lastWall, wall);
        lastMonotonic = monotonic;
        lastWall = wall;
        Duration furthest = byMonotonic.compareTo(byWall) > 0 ? byMonotonic : byWall;
        return furthest.compareTo(slice.plus(TOLERANCE)) > 0;
    }
}
