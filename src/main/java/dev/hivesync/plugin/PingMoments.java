package dev.hivesync.plugin;

import java.time.Duration;
import java.time.Instant;

/// When a plugin pings: at the moments at which the time since the epoch is a multiple of the time between pings. All
/// plugins of a machine then ping together and wake the desktop once, not each by itself. The wall clock only says how
/// long to wait, and the monotonic one measures that: however the first is set, no wait is longer than `apart`.
final class PingMoments {

    /// A timer may be a little early, and the wall clock slewed meanwhile: who is this close to a moment, 100 ms of
    /// 15 s, has pinged for it.
    private static final int EARLY = 150;

    private PingMoments() {}

    /// @param now of the wall clock
    /// @param apart between two pings, at least a millisecond
    /// @return from `now` to the next ping: more than nothing, at most `apart`
    static Duration untilNext(Instant now, Duration apart) {
        long period = apart.toMillis();
        long left = period - Math.floorMod(now.toEpochMilli(), period);
        return Duration.ofMillis(left < period / EARLY ? period : left);
    }
}
