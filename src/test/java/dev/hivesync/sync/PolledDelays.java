package dev.hivesync.sync;

import dev.hivesync.inbox.Rows;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// How long events wait for the real poller where nothing else brings them, on simulated time: events come at moments
/// by chance, and each has come when the first poll after it is answered.
public final class PolledDelays {

    private final Simulation time;
    private final double outage;
    private final Random random;
    private final List<Double> delays = new ArrayList<>();
    private double event;

    private PolledDelays(Simulation time, double outage, Random random) {
        this.time = time;
        this.outage = outage;
        this.random = random;
    }

    /// @param mean seconds
    /// @param max seconds
    public record Found(double mean, double max, int events) {}

    /// One event an hour at a moment by chance.
    ///
    /// @param jobActive whether an AI job runs all the while
    public static Found steady(boolean jobActive, Duration length, long seed) {
        return run(new Simulation(length), jobActive, 0, seed);
    }

    /// One outage after the other, each of a length by chance above ten minutes; the event is what the server wrote
    /// when it came back.
    public static Found afterOutages(Duration length, long seed) {
        return run(new Simulation(length), false, 600, seed);
    }

    private static Found run(Simulation time, boolean jobActive, double outage, long seed) {
        PolledDelays polled = new PolledDelays(time, outage, new Random(seed));
        polled.next();
        StillPolls.run(time, polled::answer, () -> jobActive, new Random(seed + 1));
        return new Found(
                polled.delays.stream().mapToDouble(d -> d).average().orElseThrow(),
                Collections.max(polled.delays),
                polled.delays.size());
    }

    private double seconds() {
        return time.elapsed().toNanos() / 1e9;
    }

    private void next() {
        event = seconds() + (outage > 0 ? outage : 60) + random.nextDouble() * 3_600;
    }

    private Reply<Page> answer() {
        if (seconds() >= event) {
            delays.add(seconds() - event);
            next();
        } else if (outage > 0) {
            return new Reply.Unavailable<>("no network", null);
        }
        return new Reply.Ok<>(Rows.page("c", false), "\"1\"", null);
    }
}
