package dev.hivesync.sync;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Waits on the monotonic clock.
public final class MonotonicPause implements Pause {

    private final Semaphore nudges = new Semaphore(0);

    @Override
    public void await(Duration time) throws InterruptedException {
        if (nudges.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
            nudges.drainPermits();
        }
    }

    @Override
    public void nudge() {
        nudges.release();
    }
}
