package dev.hivesync.sync;

import dev.hivesync.inbox.Rows;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How long events wait for the real poller where nothing else brings them, on simulated time: events come at moments
/// by chance, and each has come when the first poll after it is answered.
public final class PolledDelays {

    private final Simulation time;
    private final boolean jobActive;
    private final double outage;
    private final List<Double> delays = new ArrayList<>();
    private double event;

    private PolledDelays(Simulation time, boolean jobActive, double outage) {
        this.time = time;
        this.jobActive = jobActive;
        this.outage = outage;
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
        PolledDelays polled = new PolledDelays(time, jobActive, outage);
        Random random = new Random(seed);
        polled.next(random);
        Poller poller = new Poller(
                polled.new Asked(random),
                polled.new Still(),
                new Nothing(),
                new PollSchedule(new Random(seed + 1)),
                time,
                time);
        poller.start();
        poller.join();
        return new Found(
                polled.delays.stream().mapToDouble(d -> d).average().orElseThrow(),
                Collections.max(polled.delays),
                polled.delays.size());
    }

    private double seconds() {
        return time.elapsed().toNanos() / 1e9;
    }

    private void next(Random random) {
        event = seconds() + (outage > 0 ? outage : 60) + random.nextDouble() * 3_600;
    }

    private final class Asked implements Backend {
        private final Random random;

        Asked(Random random) {
            this.random = random;
        }

        @Override
        public Reply<Page> changes(Cursor since, @Nullable String etag) {
            if (seconds() < event) {
                return outage > 0
                        ? new Reply.Unavailable<>("no network", null)
                        : new Reply.Ok<>(Rows.page("c", false), "\"1\"", null);
            }
            delays.add(seconds() - event);
            next(random);
            return new Reply.Ok<>(Rows.page("c", false), "\"1\"", null);
        }

        @Override
        public Reply<Api.Marked> mark(List<String> ids, boolean read) {
            throw new AssertionError("nothing is to be marked");
        }

        @Override
        public Reply<List<Api.Project>> projects() {
            return new Reply.Ok<>(List.of(), null, null);
        }
    }

    private final class Still implements Reception {
        @Override
        public Position position() {
            return new Position(new Cursor("c"), null);
        }

        @Override
        public void page(Page page, @Nullable String etag) {}

        @Override
        public void all(List<Page> pages, @Nullable String etag) {}

        @Override
        public void projects(List<Api.Project> projects) {}

        @Override
        public boolean jobActive() {
            return jobActive;
        }

        @Override
        public void polled(Standing standing, Duration interval, @Nullable Instant due) {}
    }

    private static final class Nothing implements Intents {
        @Override
        public Optional<Batch> oldest() {
            return Optional.empty();
        }

        @Override
        public void delivered(Batch batch, Api.Marked answer) {}

        @Override
        public void refused(Batch batch, String reason) {}
    }
}
