package dev.hivesync.bridge;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge's own thread: carries out of the bridge what plugins say, and does what is due. It sleeps until
/// something is. A full queue refuses, and the plugin that filled it is sent away.
final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int QUEUE = 1_024;

    /// In nanoseconds; longer than anything is waited for here.
    private static final long FOREVER = TimeUnit.DAYS.toNanos(365);

    /// What fails each time must not spin.
    private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE);
    private final LongSupplier nanoTime;
    private final LongSupplier round;
    private final Thread thread;

    /// Written by the keeper's thread; far off while a round is under way, which may have missed what is new.
    private volatile long asleepUntil;

    /// @param round does what is due, and says at which time of the clock something is again
    Keeper(LongSupplier nanoTime, LongSupplier round) {
        this.nanoTime = nanoTime;
        this.round = round;
        this.thread = Thread.ofVirtual().name("bridge-keeper").unstarted(this::run);
        asleepUntil = nanoTime.getAsLong() + FOREVER;
    }

    void start() {
        thread.start();
    }

    boolean submit(Runnable task) {
        return queue.offer(task);
    }

    /// Something is due at this time of the clock, or has changed by now. A full queue brings a round anyway.
    void by(long at) {
        if (at - asleepUntil < 0 && queue.isEmpty()) {
            queue.offer(() -> {});
        }
    }

    private void run() {
        long next = nanoTime.getAsLong();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Runnable task = queue.poll(next - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
                asleepUntil = nanoTime.getAsLong() + FOREVER;
                if (task != null) {
                    task.run();
                }
                next = round.getAsLong();
                asleepUntil = next;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the bridge could not carry on a plugin's message", e);
                next = nanoTime.getAsLong() + AFTER_FAILURE;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
