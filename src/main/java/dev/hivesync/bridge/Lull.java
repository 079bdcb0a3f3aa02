package dev.hivesync.bridge;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// A short rest of the selector's thread behind a ping that it has answered: plugins ping together, but for some
/// milliseconds, and each would wake it anew. So rare that whoever pings without end holds nobody else up. On that
/// thread.
final class Lull {

    /// In nanoseconds; what the pings of a hundred plugins scatter by.
    static final long LENGTH = TimeUnit.MILLISECONDS.toNanos(25);

    static final long APART = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private final LongConsumer rest;
    private long last;

    /// @param rest waits for so many nanoseconds, or less
    Lull(LongSupplier nanoTime, LongConsumer rest) {
        this.nanoTime = nanoTime;
        this.rest = rest;
        last = nanoTime.getAsLong() - APART;
    }

    void afterPing() {
        long now = nanoTime.getAsLong();
        if (now - last >= APART) {
            last = now;
            rest.accept(LENGTH);
        }
    }
}
