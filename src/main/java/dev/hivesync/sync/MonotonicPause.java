package dev.hivesync.sync;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Waits on the JVM's monotonic clock, which on Linux and macOS stands still while the computer sleeps.
public final class MonotonicPause implements Pause {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition nudged = lock.newCondition();

    /// Guarded by the lock.
    private final EnumSet<Nudge> nudges = EnumSet.noneOf(Nudge.class);

    private final long start = System.nanoTime();

    @Override
    public long now() {
        return System.nanoTime() - start;
    }

    @Override
    public Set<Nudge> await(Duration time) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(time);
        lock.lockInterruptibly();
        try {
            while (nudges.isEmpty() && left > 0) {
                left = nudged.awaitNanos(left);
            }
            Set<Nudge> taken = EnumSet.copyOf(nudges);
            nudges.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void nudge(Nudge why) {
        lock.lock();
        try {
            nudges.add(why);
            nudged.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
