package dev.hivesync.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.TestServer;
import dev.hivesync.server.store.Changed;
import dev.hivesync.server.store.Stream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A batch costs every instance a wake-up and the database a commit.
class RelayPaceTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final int BATCHES = 10;

    private final BlockingQueue<Map<String, Long>> sent = new LinkedBlockingQueue<>();

    /// Like PostgreSQL's, whose own batch comes back at once: it never waits.
    private final class Echo implements Bus.Link {
        @Override
        public Map<String, Long> exchange(Map<String, Long> outgoing, Duration patience) {
            if (!outgoing.isEmpty()) {
                sent.add(outgoing);
            }
            Thread.onSpinWait();
            return Map.of();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    @Test
    void what_comes_in_does_not_send_the_next_batch_earlier() throws InterruptedException {
        try (Relay relay = Relay.start(
                Echo::new,
                new Hub(),
                new Revisions(server.clock()),
                new Stream(server.database(), server.clock()),
                RandomGenerator.getDefault())) {
            long revision = 0;
            long first = 0;
            for (int batch = 0; batch <= BATCHES; batch++) {
                relay.changed(new Changed("u-1", ++revision, null));
                @Nullable Map<String, Long> taken = sent.poll(20, TimeUnit.SECONDS);
                assertThat(taken).containsExactly(Map.entry("u-1", revision));
                first = batch == 0 ? System.nanoTime() : first;
            }
            // The first may be seen late, by no more than one.
            assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Relay.TICK.multipliedBy(BATCHES - 2));
        }
    }
}
