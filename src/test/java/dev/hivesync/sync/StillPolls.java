package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The real poller on simulated time, where nobody keeps what it brings and nothing waits to be sent: what remains is
/// when it asks.
final class StillPolls {

    private StillPolls() {}

    /// A server that is asked for changes alone.
    interface Changes {
        Reply<Page> answer();
    }

    /// Polls until the simulation ends.
    static void run(Simulation time, Changes server, BooleanSupplier jobActive, Random random) {
        Poller poller = new Poller(
                new Asked(server), new Still(jobActive), new Nothing(), new PollSchedule(random), time, time);
        poller.start();
        poller.join();
    }

    private record Asked(Changes server) implements Backend {
        @Override
        public Reply<Page> changes(Cursor since, @Nullable String etag) {
            return server.answer();
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

    private record Still(BooleanSupplier job) implements Reception {
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
            return job.getAsBoolean();
        }

        @Override
        public void polled(Standing standing, Duration interval, @Nullable Instant due) {}
    }

    private record Nothing() implements Intents {
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
