package dev.hivesync.server.worker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one worker's rounds on a virtual thread until closed. A round that fails is logged and tried again.
public final class WorkerThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Pace pace;
    private final Thread thread;

    private WorkerThread(String name, Pace pace, Round round) {
        this.pace = pace;
        this.thread = Thread.ofVirtual().name(name).start(() -> run(name, pace, round));
    }

    /// One look at what there is to do.
    @FunctionalInterface
    public interface Round {
        /// @return how long to wait before the next, unless woken
        Duration run();
    }

    public static WorkerThread start(String name, Pace pace, Round round) {
        return new WorkerThread(name, pace, round);
    }

    private static void run(String name, Pace pace, Round round) {
        Duration wait = Duration.ZERO;
        while (pace.pause(wait)) {
            try {
                wait = round.run();
            } catch (RuntimeException e) {
                if (!pace.stopped()) {
                    LOG.warn("worker {} failed and will try again", name, e);
                }
                wait = AFTER_FAILURE;
            }
        }
    }

    @Override
    public void close() {
        pace.stop();
        try {
            if (!thread.join(DRAIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
