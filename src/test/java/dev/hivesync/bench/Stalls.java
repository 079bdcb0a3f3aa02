package dev.hivesync.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/// Hands the FX thread a trifle each few milliseconds and keeps the longest that one waited.
final class Stalls implements AutoCloseable {

    private static final int EACH_MILLIS = 4;

    private final AtomicLong longest = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Stalls() {
        var _ = clock.scheduleWithFixedDelay(this::ask, 0, EACH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        long asked = System.nanoTime();
        Platform.runLater(() -> longest.accumulateAndGet(System.nanoTime() - asked, Math::max));
    }

    /// In milliseconds.
    double longest() {
        return longest.get() / 1e6;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
