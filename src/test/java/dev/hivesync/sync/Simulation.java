package dev.hivesync.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.PriorityQueue;
import java.util.Set;

/// Simulated time: a monotonic clock that moves only while somebody waits on it, and a wall clock that can be set.
/// What is planned happens at its moment; the end is an interruption. For one waiting thread.
public final class Simulation implements Pause, InstantSource {

    private record Plan(long at, int order, Runnable what) implements Comparable<Plan> {
        @Override
        public int compareTo(Plan other) {
            return at == other.at ? Integer.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private final long end;
    private final PriorityQueue<Plan> plans = new PriorityQueue<>();
    private final EnumSet<Nudge> nudges = EnumSet.noneOf(Nudge.class);

    private long now;
    private Instant wallAtZero = Instant.parse("2026-10-24T12:00:00Z");

    public Simulation(Duration length) {
        end = length.toNanos();
    }

    /// Has `what` happen once `time` has passed since the beginning.
    public void at(Duration time, Runnable what) {
        plans.add(new Plan(time.toNanos(), plans.size(), what));
    }

    /// Sets the wall clock, forward or back; the monotonic clock does not notice.
    public void setWallClock(Duration by) {
        wallAtZero = wallAtZero.plus(by);
    }

    /// Time that passes for both clocks while this program does not run.
    public void stopped(Duration time) {
        now += time.toNanos();
    }

    public Duration elapsed() {
        return Duration.ofNanos(now);
    }

    /// Time that passes while somebody works.
    public void work(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Instant instant() {
        return wallAtZero.plusNanos(now);
    }

    @Override
    public Set<Nudge> await(Duration time) throws InterruptedException {
        long until = now + time.toNanos();
        while (nudges.isEmpty() && !plans.isEmpty() && plans.peek().at() <= until) {
            Plan plan = plans.remove();
            now = Math.max(now, plan.at());
            plan.what().run();
        }
        if (nudges.isEmpty()) {
            now = Math.max(now, until);
        }
        if (now >= end) {
            throw new InterruptedException("the simulation is over");
        }
        Set<Nudge> taken = EnumSet.copyOf(nudges);
        nudges.clear();
        return taken;
    }

    @Override
    public void nudge(Nudge why) {
        nudges.add(why);
    }
}
