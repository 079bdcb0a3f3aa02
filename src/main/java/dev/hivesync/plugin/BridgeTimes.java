package dev.hivesync.plugin;

import java.util.function.LongSupplier;

/// When a plugin connects, pings and gives up waiting, in nanoseconds of the clock. Belongs to the client's thread.
final class BridgeTimes {

    private static final long NEVER = Long.MAX_VALUE;

    private final PluginConfig.Timing timing;
    private final LongSupplier nanoTime;

    private int attempts;
    private long connectAt;
    private long answerBy = NEVER;
    private long pingAt = NEVER;

    /// Until then the desktop that the user has disconnected this plugin from is not asked again.
    private long awayUntil;

    BridgeTimes(PluginConfig.Timing timing, LongSupplier nanoTime) {
        this.timing = timing;
        this.nanoTime = nanoTime;
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
            pingAt = now + timing.ping().toNanos();
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
        pingAt = nanoTime.getAsLong() + timing.ping().toNanos();
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
