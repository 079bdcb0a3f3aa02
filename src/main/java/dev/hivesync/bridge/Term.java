package dev.hivesync.bridge;

import java.util.function.LongSupplier;

/// How far a connection has come, and how long it may stay there. On any thread.
final class Term {

    enum Stage {
        UPGRADING,
        GREETING,
        READY,
        CLOSING
    }

    private final BridgeLimits limits;
    private final LongSupplier nanoTime;

    private volatile Stage stage = Stage.UPGRADING;
    private volatile long since;

    Term(BridgeLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
    }

    Stage stage() {
        return stage;
    }

    long since() {
        return since;
    }

    void enter(Stage next) {
        since = nanoTime.getAsLong();
        stage = next;
    }

    /// @param heardAt when the last byte came in
    /// @return when its time runs out, in nanoseconds of the clock
    long end(long heardAt) {
        return switch (stage) {
            case UPGRADING -> since + limits.upgrade().toNanos();
            case GREETING -> since + limits.auth().toNanos();
            case READY -> heardAt + limits.silence().toNanos();
            case CLOSING -> since + limits.linger().toNanos();
        };
    }
}
