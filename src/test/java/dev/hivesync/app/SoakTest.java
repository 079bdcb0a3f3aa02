package dev.hivesync.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.plugin.NoSurfaces;
import dev.hivesync.plugin.PluginClient;
import dev.hivesync.plugin.PluginConfig;
import dev.hivesync.plugin.Surfaces;
import dev.hivesync.wire.BridgeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Server, database, network, client and plugins for as long as `-Dsoak.minutes` says, with one fault after the other.
/// Nothing is lost or repeated, at the plugin or in the inbox, and the client takes no more than at the beginning.
@NullMarked
@Tag("soak")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the client is stopped by signals and looked at through /proc")
class SoakTest {

    private static final Duration LENGTH = Duration.ofSeconds(Math.round(60 * minutes()));
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(LENGTH.toMinutes() < 5 ? 4 : 10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FEWEST_SAMPLES = 9;

    /// What a row and its thread may take in the client.
    private static final double ROW_MB = 0.002;

    private static final double HEAP_SLACK_MB = 8;
    private static final int SLACK = 12;

    @TempDir
    private Path directory;

    private final OkHttpClient http = new OkHttpClient();
    private final Map<String, Integer> toasts = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final List<Vitals> samples = new ArrayList<>();
    private volatile boolean connected;
    private volatile boolean over;

    private static double minutes() {
        return Double.parseDouble(System.getProperty("soak.minutes", "2"));
    }

    @Test
    void hours_of_faults_lose_nothing_repeat_nothing_and_leave_nothing_behind() throws Exception {
        Files.createDirectories(directory.resolve("home"));
        try (SoakWorld world = new SoakWorld(directory);
                PluginClient plugin = plugin(world, "soak", new Counting())) {
            plugin.start();
            await("the plugin is connected").atMost(PATIENCE).until(() -> connected);
            Thread writer = Thread.ofVirtual().name("writer").start(() -> write(world));
            int faults = harm(world);
            over = true;
            assertThat(writer.join(PATIENCE)).as("the writer is done").isTrue();
            settled(world);
            flat(faults, world);
        } finally {
            over = true;
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    /// An event about twice a second, each handed in again under its key until it was taken.
    private void write(SoakWorld world) {
        try {
            for (int i = 0; !over; i++) {
                Optional<String> id = Optional.empty();
                while (id.isEmpty()) {
                    id = world.write("job-" + i);
                    pass(Duration.ofMillis(id.isEmpty() ? 200 : 450));
                }
                written.add(id.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int harm(SoakWorld world) throws Exception {
        long end = System.nanoTime() + LENGTH.toNanos();
        long token = System.nanoTime();
        long sampleEach = LENGTH.toNanos() / (2 * FEWEST_SAMPLES);
        long sampled = System.nanoTime();
        int faults = 0;
        while (System.nanoTime() < end) {
            switch (faults++ % 6) {
                case 0 -> world.cutConnections();
                case 1 -> world.restartServer();
                case 2 -> world.killDatabase();
                case 3 -> world.stopClientFor(() -> quietly(Duration.ofSeconds(6)));
                case 4 -> world.killServer();
                default -> comeAndGo(world);
            }
            pass(BETWEEN_FAULTS);
            if (System.nanoTime() - sampled > sampleEach) {
                sampled = System.nanoTime();
                samples.add(Vitals.of(world.client().pid()));
            }
            if (System.nanoTime() - token > TimeUnit.MINUTES.toNanos(10)) {
                token = System.nanoTime();
                world.renewToken();
            }
        }
        return faults;
    }

    /// Plugins that come for a moment and leave.
    private void comeAndGo(SoakWorld world) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            CountDownLatch there = new CountDownLatch(1);
            try (PluginClient guest = plugin(world, "guest-" + i, new Counting() {
                @Override
                public void badge(Badge badge) {
                    there.countDown();
                }

                @Override
                public void toast(Toast toast) {}
            })) {
                guest.start();
                assertThat(there.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                pass(Duration.ofMillis(300));
            }
        }
    }

    private void settled(SoakWorld world) {
        await("the inbox is what the server has")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    List<String> held = requireNonNull(world.held());
                    assertThat(held).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
                    assertThat(world.stored()).isEqualTo(written.size());
                });
        await("the plugin has shown everything")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(toasts.keySet()).containsExactlyInAnyOrderElementsOf(written));
        assertThat(toasts).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    private void flat(int faults, SoakWorld world) throws Exception {
        samples.add(Vitals.of(world.client().pid()));
        assertThat(samples).as("looks at the client, in time").hasSizeGreaterThanOrEqualTo(3);
        int third = samples.size() / 3;
        Vitals first = Vitals.median(samples.subList(0, third));
        Vitals last = Vitals.median(samples.subList(samples.size() - third, samples.size()));
        String found = String.format(
                Locale.ROOT,
                "Soak of %d min: %,d events, %d faults; the client's heap after a collection %.1f MB in the first third"
                        + " and %.1f MB in the last, descriptors %d and %d, threads %d and %d.%n",
                LENGTH.toMinutes(),
                written.size(),
                faults,
                first.heapMb(),
                last.heapMb(),
                first.descriptors(),
                last.descriptors(),
                first.threads(),
                last.threads());
        System.out.println(found);
        Files.writeString(Path.of(System.getProperty("hivesync.output", "target"), "soak.md"), found);
        assertThat(last.heapMb()).isLessThan(first.heapMb() + HEAP_SLACK_MB + written.size() * ROW_MB);
        assertThat(last.descriptors()).isLessThanOrEqualTo(first.descriptors() + SLACK);
        assertThat(last.threads()).isLessThanOrEqualTo(first.threads() + SLACK);
    }

    private PluginClient plugin(SoakWorld world, String name, Surfaces surfaces) {
        return new PluginClient(new PluginConfig(world.home().resolve(BridgeFile.FILE), name), surfaces, null, http);
    }

    private static void pass(Duration time) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();
    }

    private static void quietly(Duration time) {
        try {
            pass(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private class Counting extends NoSurfaces {
        @Override
        public void badge(Badge badge) {
            connected = connected || badge.status() == Status.OK;
        }

        @Override
        public void toast(Toast toast) {
            toasts.merge(toast.notificationId(), 1, Integer::sum);
        }
    }
}
