package dev.hivesync.bridge;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge's own thread: carries out of the bridge what plugins say, and does what is due. A full queue refuses,
/// and the plugin that filled it is sent away.
final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int QUEUE = 1_024;

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE);
    private final long roundNanos;
    private final Runnable round;
    private final Thread thread;

    /// @param round called after each task and at least every `roundNanos`
    Keeper(long roundNanos, Runnable round) {
        this.roundNanos = roundNanos;
        this.round = round;
        this.thread = Thread.ofVirtual().name("bridge-keeper").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean submit(Runnable task) {
        return queue.offer(task);
    }

    /// Asks for a round soon. A full queue brings one anyway.
    void nudge() {
        if (queue.isEmpty()) {
            queue.offer(() -> {});
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Runnable task = queue.poll(roundNanos, TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
                round.run();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the bridge could not carry on a plugin's message", e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
