package dev.hivesync.server.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How a worker waits: for a while, until there is work, or until it is told to stop.
public final class Pace {

    private final Semaphore bell = new Semaphore(0);
    private volatile boolean stopped;

    /// Ends the present pause, or the next one if there is none.
    public void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    void stop() {
        stopped = true;
        bell.release(2);
    }

    boolean stopped() {
        return stopped;
    }

    /// @return false when the worker is to stop
    boolean pause(Duration time) {
        try {
            boolean rung = !stopped && bell.tryAcquire(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
            if (rung) {
                bell.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
        return !stopped;
    }
}
