package dev.hivesync.bench;

import dev.hivesync.bridge.BridgeChild;
import dev.hivesync.bridge.RawPlugin;
import dev.hivesync.inbox.Step;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What plugins cost that only wait, or that no longer read.
@Tag("bench")
@DisplayName("Plugins that wait or stand still")
class BridgeCostBench {

    private static final int STALL = Rounds.quick() ? 6_000 : 60_000;
    private static final int IDLE_SECONDS = 30;

    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    static Path directory = Path.of("");

    @Test
    void a_plugin_that_stops_reading_costs_the_others_nothing() throws Exception {
        Step[] steps = Plugins.steps(STALL);
        stream(steps, false);
        List<Double> p99s = new ArrayList<>();
        List<Double> heaps = new ArrayList<>();
        int rounds = 3;
        double[][] found = new double[4][rounds];
        for (int round = 0; round < rounds; round++) {
            double[] without = stream(steps, false);
            double[] with = stream(steps, true);
            found[0][round] = without[0];
            found[1][round] = with[0];
            found[2][round] = without[1];
            found[3][round] = with[1];
        }
        for (double[] values : found) {
            Arrays.sort(values);
            p99s.add(values[rounds / 2]);
            heaps.add(values[rounds / 2]);
        }
        report.between("p99 beside a plugin that stops reading", p99s.get(1), "µs", "without it", p99s.get(0), 0, 1.25);
        report.between(
                "heap beside a plugin that stops reading",
                heaps.get(3),
                "MB",
                "without it and 2 MB",
                heaps.get(2) + 2,
                0,
                1);
    }

    /// So many events to ten plugins, ten a millisecond.
    ///
    /// @return p99 in µs, heap in MB after a collection
    private static double[] stream(Step[] steps, boolean stalled) throws Exception {
        List<RawPlugin> still = new ArrayList<>();
        try (Plugins bridge = new Plugins(directory, 10);
                Receivers receivers = new Receivers(bridge.channels(), STALL)) {
            if (stalled) {
                still.add(bridge.another());
            }
            long next = System.nanoTime();
            for (int event = 0; event < STALL; event++) {
                receivers.publishing(event);
                bridge.bridge().accept(steps[event]);
                if (event % 10 == 9) {
                    next += PAUSE;
                    Receivers.pause(next);
                }
            }
            receivers.await(STALL);
            System.gc();
            double heap =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
            long[] latencies = receivers.latencies(0, STALL);
            return new double[] {latencies[latencies.length / 100 * 99] / 1e3, heap};
        } finally {
            for (RawPlugin plugin : still) {
                plugin.close();
            }
        }
    }

    /// Each plugin pings every 15 s, as it must; once that is compiled. Ours ping together, here with the SDK; those of
    /// strangers may come at any time. Beside them a bridge that nobody has connected to.
    @Test
    void plugins_that_wait_cost_nothing() throws Exception {
        if (Rounds.quick()) {
            report.leftOut("the processor time of 100 idle plugins", "it takes three minutes");
            return;
        }
        Duration handshake = Duration.ofSeconds(5);
        try (BridgeChild alone = BridgeChild.start(Files.createTempDirectory(directory, "alone"), 256, handshake);
                BridgeChild bridge = BridgeChild.start(Files.createTempDirectory(directory, "idle"), 256, handshake)) {
            double spread = IdlePlugins.spread(bridge, IDLE_SECONDS);
            double[][] spent = IdlePlugins.together(bridge, alone, 3, IDLE_SECONDS);
            for (double[] rounds : spent) {
                Arrays.sort(rounds);
            }
            report.between(
                    "processor time of %d idle plugins, %d s".formatted(IdlePlugins.COUNT, IDLE_SECONDS),
                    spent[0][1],
                    "ms",
                    "allowed",
                    20.0 * IDLE_SECONDS / 30,
                    0,
                    1);
            report.note(String.format(
                    Locale.ROOT,
                    "The median of three times that long, the others %.1f and %.1f ms. Where the pings are spread evenly over the"
                            + " 15 s: %.0f ms. A bridge that nobody had connected to took %.0f ms in the same time.",
                    spent[0][0],
                    spent[0][2],
                    spread,
                    spent[1][1]));
        }
    }
}
