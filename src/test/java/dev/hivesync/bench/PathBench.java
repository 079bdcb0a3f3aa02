package dev.hivesync.bench;

import dev.hivesync.app.WholeClient;
import dev.hivesync.bench.Report.Stage;
import dev.hivesync.server.api.ShortToken;
import dev.hivesync.wire.Connection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of one event: a worker's POST, the database, the live channel, the inbox, and from there to a plugin
/// and to a toast in the window. Server and database are processes of their own; client, plugin and window share this
/// one. All stamps are of the machine's one clock.
@Tag("bench")
@DisplayName("The whole path of an event")
class PathBench {

    private static final int WARM = Rounds.quick() ? 20 : 60;
    private static final int EVENTS = Rounds.quick() ? 40 : 400;
    private static final int ROWS = 10;
    private static final String USER = Integer.toString(BenchDatabase.FIRST_USER);

    @RegisterExtension
    static final Report report = new Report();

    @RegisterExtension
    static final SharedDatabase shared = new SharedDatabase();

    @TempDir
    private Path directory;

    @Test
    void from_the_post_to_the_plugin_and_to_the_painted_toast() throws Exception {
        String url = shared.database().filled("path", 1_000, ROWS);
        String token = ShortToken.of(USER, ServerProcess.SECRET, Clock.systemUTC(), Duration.ofMinutes(29));
        try (ServerProcess server = ServerProcess.start(url, directory.resolve("server"));
                WholeClient client = new WholeClient(directory, server.url().toString(), USER, token);
                Journey journey = new Journey(server, url, client)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> client.inbox().state().link().connection() == Connection.LIVE
                            && client.inbox().state().entries().size() == ROWS
                            && journey.ready());
            journey.post(WARM * 50);
            requests(server, journey);
            for (int i = 0; i < WARM; i++) {
                var _ = journey.travel();
            }
            BareWay bare = new BareWay(url, directory);
            List<Journey.Stamps> found = new ArrayList<>();
            List<Double> floor = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                found.add(journey.travel());
                floor.add(bare.once());
            }
            bare.close();
            tell(found, floor);
            report.note(String.format(
                    Locale.ROOT,
                    "PostgreSQL's own count: writing its log to disk took %.2f ms a time.",
                    journey.diskMillis()));
        }
    }

    /// What the worker's request alone takes, at one that is warm.
    private static void requests(ServerProcess server, Journey journey) throws Exception {
        int posts = WARM * 25;
        Duration serverBefore = server.cpu();
        Duration postgresBefore = shared.database().cpu();
        journey.post(posts);
        report.beside(
                "the server's processor time for an event",
                server.cpu().minus(serverBefore).toNanos() / 1e3 / posts,
                "µs",
                "PostgreSQL's",
                shared.database().cpu().minus(postgresBefore).toNanos() / 1e3 / posts);
    }

    private static void tell(List<Journey.Stamps> found, List<Double> floor) {
        double bare = quantile(floor, 0.5);
        double slowest = quantile(floor, 0.99);
        String peer = "two bare commits to disk and three loopback trips";
        report.between(
                "POST to plugin, p50", at(found, Journey.Stamps::toPlugin, 0.5), "ms", peer + ", p50", bare, 0, 3);
        report.between(
                "POST to plugin, p99", at(found, Journey.Stamps::toPlugin, 0.99), "ms", peer + ", p99", slowest, 0, 3);
        report.atMost(
                "POST to painted toast, p50", at(found, Journey.Stamps::toToast, 0.5), "ms", peer + ", p50", bare, 50);
        report.atMost(
                "POST to painted toast, p99",
                at(found, Journey.Stamps::toToast, 0.99),
                "ms",
                peer + ", p99",
                slowest,
                100);
        report.beside("POST until its answer, p50", at(found, Journey.Stamps::answered, 0.5), "ms", peer, bare);
        for (double q : new double[] {0.5, 0.99}) {
            String name = q == 0.5 ? "p50" : "p99";
            List<Stage> common = List.of(
                    new Stage("request and statement", at(found, Journey.Stamps::toCommit, q)),
                    new Stage("disk and live channel", at(found, Journey.Stamps::toInbox, q)),
                    new Stage("inbox, durable", at(found, Journey.Stamps::onDisk, q)));
            report.way("to the plugin, " + name, plus(common, "bridge", at(found, Journey.Stamps::overBridge, q)));
            report.way("to the toast, " + name, plus(common, "toast painted", at(found, Journey.Stamps::paint, q)));
        }
        report.note("Each stage has its own quantile: those of p99 do not add up to that of the whole way.");
        report.note("The first stage ends with PostgreSQL's commit record, whose time PostgreSQL stamps before it is"
                + " on disk; the second ends when the inbox takes the row up, the third when it is on disk and observers"
                + " have it, the last with the plugin's toast call or the pulse after the one that painted the toast.");
    }

    private static List<Stage> plus(List<Stage> stages, String name, double millis) {
        List<Stage> all = new ArrayList<>(stages);
        all.add(new Stage(name, millis));
        return all;
    }

    private static double at(List<Journey.Stamps> found, ToDoubleFunction<Journey.Stamps> part, double quantile) {
        return quantile(found.stream().map(part::applyAsDouble).toList(), quantile);
    }

    private static double quantile(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * sorted.size())));
    }
}
