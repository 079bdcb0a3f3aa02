package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import dev.hivesync.inbox.Step;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the plugin bridge adds to the sockets below it. Publisher and plugins share the processors and one JVM, in
/// the bridge's runs and in the floor's alike.
@Tag("bench")
@DisplayName("The plugin bridge")
class BridgeBench {

    private static final int BURST = 1_000;
    private static final int WARM = Rounds.quick() ? 5_000 : 15_000;
    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    static Path directory = Path.of("");

    /// Microseconds of a delivery in a burst, by how many plugins there are: one by one, in one step, bare sockets.
    private static final Map<Integer, List<Double>> DELIVERIES = new TreeMap<>();

    interface Publisher {
        void publish(int event) throws Exception;
    }

    private static final Rounds ROUNDS =
            Rounds.quick() ? new Rounds(3, Duration.ofMillis(400)) : new Rounds(7, Duration.ofMillis(700));

    /// The bytes of one event, of the same length as the bridge's.
    private static ByteBuffer framed() {
        String text = "{\"type\":\"ai_job_complete\",\"seq\":1000,\"prev\":999,\"payload\":{\"job_id\":"
                + "\"job-0c8f0000-0000-4000-8000-000000000000\",\"project_id\":\"proj-1\","
                + "\"action\":\"document_function\",\"notification_id\":\"0c8f0000-0000-4000-8000-000000000000\"}}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length + 4)
                .put((byte) 0x81)
                .put((byte) 126)
                .putShort((short) bytes.length)
                .put(bytes)
                .flip();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void an_event_reaches_a_plugin_nearly_as_fast_as_bare_bytes(int plugins) throws Exception {
        int most = ROUNDS.count() * 4_000 + WARM;
        Step[] steps = Plugins.steps(most);
        ByteBuffer framed = framed();
        try (Plugins bridge = new Plugins(directory, plugins);
                PlainSockets plain = new PlainSockets(plugins);
                Receivers fromBridge = new Receivers(bridge.channels(), most);
                Receivers fromPlain = new Receivers(plain.receivers(), most)) {
            int[] done = new int[2];
            warm(fromPlain, done, 0, event -> plain.publish(framed));
            warm(fromBridge, done, 1, event -> bridge.bridge().accept(steps[event]));
            List<Double> found = ROUNDS.medians(
                    time -> median(fromPlain, done, 0, time, event -> plain.publish(framed)),
                    time -> median(
                            fromBridge, done, 1, time, event -> bridge.bridge().accept(steps[event])));
            report.between(
                    "event to plugin, " + plugins + " connected",
                    found.get(1),
                    "µs",
                    "bare sockets",
                    found.get(0),
                    0,
                    1.35);
        }
    }

    /// Until all that takes part is compiled.
    private static void warm(Receivers receivers, int[] done, int side, Publisher publisher) throws Exception {
        while (done[side] < WARM) {
            receivers.publishing(done[side]);
            publisher.publish(done[side]++);
            receivers.await(done[side]);
        }
    }

    /// One event at a time, the next a moment after all have it.
    private static double median(Receivers receivers, int[] done, int side, Duration time, Publisher publisher)
            throws Exception {
        int from = done[side];
        long end = System.nanoTime() + time.toNanos();
        int event = from;
        while (System.nanoTime() - end < 0 && event - from < 4_000) {
            receivers.publishing(event);
            publisher.publish(event++);
            receivers.await(event);
            Receivers.pause(System.nanoTime() + PAUSE);
        }
        done[side] = event;
        long[] latencies = receivers.latencies(from, event);
        return latencies[latencies.length / 2] / 1e3;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void a_burst_leaves_in_few_writes(int plugins) throws Exception {
        int rounds = ROUNDS.count() * 3;
        int most = rounds * BURST;
        Step[] steps = Plugins.steps(most);
        ByteBuffer framed = framed();
        try (Plugins bridge = new Plugins(directory, plugins);
                PlainSockets plain = new PlainSockets(plugins);
                Plugins paged = new Plugins(directory, plugins);
                Receivers fromBridge = new Receivers(bridge.channels(), most);
                Receivers fromPaged = new Receivers(paged.channels(), most);
                Receivers fromPlain = new Receivers(plain.receivers(), most)) {
            int[] done = new int[3];
            List<Double> found = new Rounds(rounds, Duration.ZERO)
                    .medians(
                            _ -> burst(fromPlain, done, 0, plugins, event -> plain.publish(framed)),
                            _ -> burst(
                                    fromBridge,
                                    done,
                                    1,
                                    plugins,
                                    event -> bridge.bridge().accept(steps[event])),
                            _ -> page(fromPaged, done, 2, plugins, paged));
            DELIVERIES.put(
                    plugins,
                    Stream.of(1, 2, 0).map(side -> 1e6 / found.get(side)).toList());
            double goal = plugins == 1 ? 1 : 10;
            report.atLeast(
                    "burst of 1,000 events one by one, " + plugins + " connected",
                    found.get(1),
                    "/s",
                    "bare sockets",
                    found.get(0),
                    goal);
            report.atLeast(
                    "burst of 1,000 events in one step, " + plugins + " connected",
                    found.get(2),
                    "/s",
                    "bare sockets",
                    found.get(0),
                    goal);
        }
    }

    /// Ten times the plugins are ten times the deliveries; one of them must not cost more for it.
    @AfterAll
    static void a_delivery_costs_no_more_as_plugins_grow() {
        List<Integer> sizes = List.copyOf(DELIVERIES.keySet());
        for (int i = 1; i < sizes.size(); i++) {
            report.between(
                    "a delivery in a burst one by one, " + sizes.get(i) + " plugins",
                    requireNonNull(DELIVERIES.get(sizes.get(i))).getFirst(),
                    "µs",
                    sizes.get(i - 1) + " connected",
                    requireNonNull(DELIVERIES.get(sizes.get(i - 1))).getFirst(),
                    0,
                    1.25);
        }
        report.table(
                "What a delivery takes in a burst as plugins grow tenfold, µs",
                List.of("plugins", "one by one", "in one step", "bare sockets"),
                DELIVERIES.entrySet().stream()
                        .map(size -> Stream.concat(
                                        Stream.of(Integer.toString(size.getKey())),
                                        size.getValue().stream().map(Report::number))
                                .toList())
                        .toList());
    }

    private static double burst(Receivers receivers, int[] done, int side, int plugins, Publisher publisher)
            throws Exception {
        int from = done[side];
        done[side] += BURST;
        long start = System.nanoTime();
        for (int event = from; event < from + BURST; event++) {
            publisher.publish(event);
        }
        receivers.await(from + BURST);
        return (double) BURST * plugins * 1e9 / (System.nanoTime() - start);
    }

    private static double page(Receivers receivers, int[] done, int side, int plugins, Plugins bridge)
            throws Exception {
        int from = done[side];
        done[side] += BURST;
        Step step = Plugins.step(from, from + BURST);
        long start = System.nanoTime();
        bridge.bridge().accept(step);
        receivers.await(from + BURST);
        return (double) BURST * plugins * 1e9 / (System.nanoTime() - start);
    }
}
