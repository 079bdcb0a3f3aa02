package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Plugins whose connections are cut and who stop reading for a while, again and again: each records each event once
/// and in order, by coming back with the last number it saw.
@Timeout(240)
class CutsTest {

    private static final int PLUGINS = 4;
    private static final long SEED = 20_261_124;

    @TempDir
    private Path directory;

    /// A plugin that comes back.
    private static final class Returning {
        private final Desk desk;
        private final List<Long> recorded = new ArrayList<>();
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
        private final CountDownLatch paused = new CountDownLatch(1);
        private volatile RawPlugin connection;
        private volatile long suspendedUntil = System.nanoTime();
        private volatile long last;
        private volatile boolean done;
        private volatile String wrong = "";

        Returning(Desk desk) throws IOException {
            this.desk = desk;
            connection = RawPlugin.ready(desk.announced(), 0L);
            thread.start();
        }

        private void run() {
            while (!done) {
                try {
                    record(connection.event());
                } catch (SocketTimeoutException _) {
                    // nothing new for a while
                } catch (IOException _) {
                    comeBack();
                }
            }
        }

        private void record(JsonNode event) {
            JsonNode seq = event.path("seq");
            if (seq.isIntegralNumber()) {
                if (event.path("prev").asLong() != last) {
                    wrong = "after " + last + " came " + event;
                }
                recorded.add(seq.asLong());
                last = seq.asLong();
            }
            try {
                long left = suspendedUntil - System.nanoTime();
                while (left > 0 && !paused.await(left, TimeUnit.NANOSECONDS)) {
                    left = suspendedUntil - System.nanoTime();
                }
            } catch (InterruptedException _) {
                done = true;
            }
        }

        private void comeBack() {
            try {
                connection.close();
                RawPlugin next = RawPlugin.upgraded(desk.announced());
                JsonNode ready = next.prove(last).path("payload");
                if (ready.path("replay_from").asLong() != last) {
                    wrong = "what came after " + last + " is no longer held: " + ready;
                }
                connection = next;
            } catch (IOException _) {
                // tried again with the next read
            }
        }

        void cut() throws IOException {
            connection.close();
        }

        void suspend(Duration time) {
            suspendedUntil = System.nanoTime() + time.toNanos();
        }

        void end() throws Exception {
            done = true;
            connection.close();
            thread.join();
        }
    }

    @Test
    void two_thousand_events_with_forty_cuts_and_suspends() throws Exception {
        stream(2_000, 40);
    }

    @Test
    @Tag("faults")
    void ten_thousand_events_with_two_hundred_cuts_and_suspends() throws Exception {
        stream(10_000, 200);
    }

    private void stream(int events, int faults) throws Exception {
        Random random = new Random(SEED);
        List<Returning> plugins = new ArrayList<>();
        try (Desk desk = new Desk(directory)) {
            for (int i = 0; i < PLUGINS; i++) {
                plugins.add(new Returning(desk));
            }
            int every = events / faults;
            for (int event = 0; event < events; event += 5) {
                desk.complete(IntStream.range(event, event + 5)
                        .mapToObj(i -> "n-" + i)
                        .toArray(String[]::new));
                if (event % every == 0) {
                    fault(plugins.get(random.nextInt(PLUGINS)), random);
                }
                long published = event;
                // nobody may fall behind by more than the desktop holds
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> plugins.stream().allMatch(plugin -> plugin.last > published - 700));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> plugins.stream().allMatch(plugin -> plugin.last >= events));
        } finally {
            for (Returning plugin : plugins) {
                plugin.end();
            }
        }
        List<Long> all = LongStream.rangeClosed(1, events).boxed().toList();
        assertThat(plugins).allSatisfy(plugin -> {
            assertThat(plugin.wrong).isEmpty();
            assertThat(plugin.recorded).isEqualTo(all);
        });
    }

    private static void fault(Returning plugin, Random random) throws IOException {
        if (random.nextBoolean()) {
            plugin.cut();
        } else {
            plugin.suspend(Duration.ofMillis(random.nextInt(5, 60)));
        }
    }
}
