package dev.hivesync.alerts.freedesktop;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that may hang in a call without holding anybody else up.
final class OneThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OneThread.class);

    private final ScheduledExecutorService thread;

    OneThread(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /// From any thread; dropped once closed.
    void run(Runnable task) {
        in(Duration.ZERO, task);
    }

    void in(Duration delay, Runnable task) {
        try {
            var _ = thread.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.debug("closed, a task is dropped");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a part of the system's notifications failed", e);
        }
    }

    /// Waits a moment for what is under way.
    @Override
    public void close() {
        thread.shutdown();
        try {
            var _ = thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var _ = thread.shutdownNow();
    }
}
