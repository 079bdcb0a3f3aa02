package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Plugins whose connections are cut and who stop reading for a while, again and again: each records each event once
/// and in order, by coming back with the last number it saw.
@Timeout(240)
class CutsTest {

    private static final int PLUGINS = 4;
    private static final int PROCESSES = 3;
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);
    private static final long SEED = 20_261_124;

    @TempDir
    private Path directory;

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
        List<Returning> plugins = new ArrayList<>();
        try (Desk desk = new Desk(directory)) {
            for (int i = 0; i < PLUGINS; i++) {
                plugins.add(new ReturningPlugin(desk::announced, 0));
            }
            stream(desk, plugins, events, faults, Duration.ofMillis(60));
        }
    }

    /// Stopped for longer than a plugin may be silent, a process finds its connection closed when it goes on.
    @Test
    @Tag("faults")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void ten_thousand_events_to_processes_that_are_cut_and_stopped_two_hundred_times() throws Exception {
        Duration silence = Duration.ofMillis(500);
        List<Returning> plugins = new ArrayList<>();
        try (Desk desk = new Desk(directory, BridgeLimits.CONTRACT.within(HANDSHAKE, HANDSHAKE, silence), 0)) {
            for (int i = 0; i < PROCESSES; i++) {
                plugins.add(new ReturningProcess(directory));
            }
            stream(desk, plugins, 10_000, 200, silence.multipliedBy(3));
        }
    }

    private static void stream(Desk desk, List<Returning> plugins, int events, int faults, Duration longest)
            throws Exception {
        Random random = new Random(SEED);
        try {
            int every = events / faults;
            for (int event = 0; event < events; event += 5) {
                desk.complete(IntStream.range(event, event + 5)
                        .mapToObj(i -> "n-" + i)
                        .toArray(String[]::new));
                if (event % every == 0) {
                    fault(plugins.get(random.nextInt(plugins.size())), random, longest);
                }
                long published = event;
                // nobody may fall behind by more than the desktop holds
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> plugins.stream().allMatch(plugin -> plugin.last() > published - 700));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> plugins.stream().allMatch(plugin -> plugin.last() >= events));
        } finally {
            for (Returning plugin : plugins) {
                plugin.end();
            }
        }
        List<Long> all = LongStream.rangeClosed(1, events).boxed().toList();
        assertThat(plugins).allSatisfy(plugin -> {
            assertThat(plugin.wrong()).isEmpty();
            assertThat(plugin.recorded()).isEqualTo(all);
        });
    }

    private static void fault(Returning plugin, Random random, Duration longest) throws IOException {
        if (random.nextBoolean()) {
            plugin.cut();
        } else {
            plugin.suspend(Duration.ofMillis(random.nextInt(5, (int) longest.toMillis())));
        }
    }
}
