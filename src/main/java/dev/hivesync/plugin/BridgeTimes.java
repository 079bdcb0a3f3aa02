package dev.hivesync.plugin;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// When a plugin connects, pings and gives up waiting, in nanoseconds of the clock. Belongs to the client's thread.
final class BridgeTimes {

    private static final long NEVER = Long.MAX_VALUE;

    private final PluginConfig.Timing timing;
    private final LongSupplier nanoTime;
    private final InstantSource wallClock;

    private int attempts;
    private long connectAt;
    private long answerBy = NEVER;
    private long pingAt = NEVER;

    /// Until then the desktop that the user has disconnected this plugin from is not asked again.
    private long awayUntil;

    /// @param wallClock says which moments all plugins of the machine have in common, and nothing else
    BridgeTimes(PluginConfig.Timing timing, LongSupplier nanoTime, InstantSource wallClock) {
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.wallClock = wallClock;
        connectAt = nanoTime.getAsLong();
        awayUntil = connectAt;
    }

    long dueAt() {
        return Math.min(connectAt, Math.min(answerBy, pingAt));
    }

    /// Once for each time that it is due.
    boolean connects(long now) {
        boolean due = now >= connectAt;
        if (due) {
            connectAt = NEVER;
        }
        return due;
    }

    boolean overdue(long now) {
        return now >= answerBy;
    }

    /// Once for each time that it is due; the answer is waited for from now on.
    boolean pings(long now) {
        boolean due = now >= pingAt;
        if (due) {
            pingAt = nextPing(now);
            awaitAnswer(now);
        }
        return due;
    }

    void awaitAnswer(long now) {
        answerBy = now + timing.handshake().toNanos();
    }

    void answered() {
        answerBy = NEVER;
    }

    void ready() {
        attempts = 0;
        answerBy = NEVER;
        pingAt = nextPing(nanoTime.getAsLong());
    }

    private long nextPing(long now) {
        return now + PingMoments.untilNext(wallClock.instant(), timing.ping()).toNanos();
    }

    /// The next try is the first of a new row.
    void anew() {
        attempts = 0;
    }

    /// Five tries in quick succession, then slower ones.
    void lost(Reach why) {
        long now = nanoTime.getAsLong();
        answerBy = NEVER;
        pingAt = NEVER;
        attempts++;
        if (why == Reach.DISCONNECTED) {
            awayUntil = now + timing.away().toNanos();
        }
        connectAt =
                now + (attempts <= PluginConfig.Timing.QUICK_RETRIES ? timing.retry() : timing.slowRetry()).toNanos();
    }

    boolean away(long now) {
        return awayUntil - now > 0;
    }

    void stayAway(long now) {
        connectAt = Math.min(awayUntil, now + timing.slowRetry().toNanos());
    }

    void noLongerAway(long now) {
        awayUntil = now;
    }

    /// The user wants the desktop back.
    void comeBack() {
        attempts = 0;
        awayUntil = connectAt = nanoTime.getAsLong();
    }
}
