package dev.hivesync.bridge;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge's own thread: carries out of the bridge what plugins say, and does what is due. A full queue refuses,
/// and the plugin that filled it is sent away.
final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int QUEUE = 1_024;

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE);
    /// Between two rounds while nobody is connected, in nanoseconds: an idle desktop is to sleep.
    private static final long IDLE = TimeUnit.SECONDS.toNanos(5);

    private final BooleanSupplier busy;
    private final long roundNanos;
    private final Runnable round;
    private final Thread thread;

    /// @param busy whether anybody is connected
    /// @param round called after each task and, while somebody is connected, at least every `roundNanos`
    Keeper(BooleanSupplier busy, long roundNanos, Runnable round) {
        this.busy = busy;
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
                Runnable task = queue.poll(busy.getAsBoolean() ? roundNanos : IDLE, TimeUnit.NANOSECONDS);
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
