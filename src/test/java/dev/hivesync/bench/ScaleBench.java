package dev.hivesync.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// So many clients, each polling every 45 s at its own moment, whatever the server does: an open loop. One poll in
/// thirteen finds a new row, as with fifty events in a working day of eight hours; half of the others are of users
/// whose
/// revision the server has in memory, as it is when polls come every 45 s and a revision is trusted for 60.
@Tag("bench")
@DisplayName("Scale: polling clients")
class ScaleBench {

    private static final int USERS = Rounds.quick() ? 10_000 : 100_000;
    private static final int ROWS = 10;
    private static final int CONNECTIONS = 64;
    private static final int NEWS = 13;
    private static final double INTERVAL = 45;
    private static final Duration WINDOW = Duration.ofSeconds(Rounds.quick() ? 3 : 9);
    private static final Duration STEP = Duration.ofSeconds(Rounds.quick() ? 2 : 3);
    private static final int WARM_POLLS = Rounds.quick() ? 5_000 : 30_000;
    private static final int MOST_CLIENTS = 3_200_000;
    private static final int MOST_INSTANCES = Rounds.quick() ? 1 : 2;
    private static final double BEARABLE_MILLIS = 100;

    @RegisterExtension
    static final Report report = new Report();

    @RegisterExtension
    static final SharedDatabase shared = new SharedDatabase();

    @TempDir
    static Path directory = Path.of("");

    @Test
    void a_thousand_ten_thousand_and_a_hundred_thousand_clients() throws Exception {
        String url = shared.database().filled("scale", USERS, ROWS);
        List<List<String>> rows = new ArrayList<>();
        for (int instances = 1; instances <= MOST_INSTANCES; instances++) {
            List<ServerProcess> servers = new ArrayList<>();
            try {
                for (int i = 0; i < instances; i++) {
                    servers.add(ServerProcess.start(url, directory.resolve("scale-" + instances + "-" + i)));
                }
                new Run(servers, rows).all();
            } finally {
                servers.forEach(ServerProcess::close);
            }
        }
        report.table(
                "Polling clients, every 45 s, on one PostgreSQL; all of it on this machine",
                List.of(
                        "instances",
                        "clients",
                        "polls/s",
                        "p50 ms",
                        "p99 ms",
                        "p99.9 ms",
                        "p99 from sending ms",
                        "server µs/poll",
                        "PostgreSQL µs/poll"),
                rows);
        report.note("Times count from the moment a poll was due, not from when it could be sent. Clients share "
                + CONNECTIONS + " kept-alive connections to each instance, as behind a proxy.");
        if (Rounds.quick()) {
            report.leftOut("1,000 clients", "in a few seconds they poll too seldom for a quantile");
            report.leftOut("the number of clients that are carried", "each step of the search needs its time");
            report.leftOut("2 instances", "a second server must be warm, too");
        }
        shared.database().drop("scale");
    }

    /// All measurements of one set of instances.
    private static final class Run {
        private final List<ServerProcess> servers;
        private final List<List<String>> rows;
        private final Polls news;
        private final Polls none;
        private final Random random = new Random(7);

        Run(List<ServerProcess> servers, List<List<String>> rows) throws IOException, InterruptedException {
            this.servers = servers;
            this.rows = rows;
            // The secret and the epoch are those of all instances.
            InetSocketAddress first = servers.getFirst().address();
            news = Polls.newRows(first, USERS, 1, ROWS);
            none = Polls.nothingNew(first, USERS, ROWS);
        }

        void all() throws IOException {
            try (OpenLoad load =
                    new OpenLoad(servers.stream().map(ServerProcess::address).toList(), CONNECTIONS)) {
                for (int i = 0; i < 3; i++) {
                    // All at once: until the server's code is compiled.
                    var _ = load.run(plan(clientsIn(WARM_POLLS), STEP).stream()
                            .map(due -> new OpenLoad.Due(0, due.request()))
                            .toList());
                }
                double thousand = Rounds.quick() ? Double.NaN : measure(load, 1_000, WINDOW).p99;
                Measured ten = measure(load, 10_000, WINDOW);
                Measured hundred = measure(load, 100_000, WINDOW);
                String on = servers.size() == 1 ? "1 instance" : servers.size() + " instances";
                report.between("p99 of 100,000 polling clients, " + on, hundred.p99, "ms", "of 10,000", ten.p99, 0, 3);
                report.between(
                        "cost of a poll with 100,000 clients, " + on,
                        hundred.micros,
                        "µs",
                        "with 10,000",
                        ten.micros,
                        0,
                        1.2);
                if (!Rounds.quick()) {
                    report.beside("p99 of 10,000 polling clients, " + on, ten.p99, "ms", "of 1,000", thousand);
                    carried(on, most(load, hundred.p99));
                }
            }
        }

        private static void carried(String on, double clients) {
            if (clients > 0) {
                report.beside(
                        "clients that " + on + " carried with p99 below 100 ms", clients, "", "asked for", 100_000);
            } else {
                report.note("On " + on + ", p99 with 100,000 clients was above 100 ms: other programs had the"
                        + " processors.");
            }
        }

        /// Twice as many each time, until it is no longer borne; 0 where 100,000 are not.
        private double most(OpenLoad load, double p99) throws IOException {
            double borne = 0;
            double found = p99;
            for (int clients = 100_000; found <= BEARABLE_MILLIS; clients *= 2) {
                borne = clients;
                if (clients >= MOST_CLIENTS) {
                    return borne;
                }
                found = measure(load, clients * 2, STEP).p99;
            }
            return borne;
        }

        private static int clientsIn(int polls) {
            return (int) (polls * INTERVAL / STEP.toSeconds());
        }

        private Measured measure(OpenLoad load, int clients, Duration window) throws IOException {
            List<OpenLoad.Due> plan = plan(clients, window);
            // Half of them were there less than a minute ago.
            var _ = load.run(plan.stream()
                    .filter(_ -> random.nextBoolean())
                    .map(due -> new OpenLoad.Due(0, due.request()))
                    .toList());
            Duration serversBefore = serversCpu();
            Duration postgresBefore = shared.database().cpu();
            OpenLoad.Outcome outcome = load.run(plan);
            double server = serversCpu().minus(serversBefore).toNanos() / 1e3 / plan.size();
            double postgres = shared.database().cpu().minus(postgresBefore).toNanos() / 1e3 / plan.size();
            rows.add(List.of(
                    Integer.toString(servers.size()),
                    String.format(Locale.ROOT, "%,d", clients),
                    String.format(Locale.ROOT, "%,.0f", plan.size() * 1e9 / window.toNanos()),
                    Report.number(outcome.millis(50)),
                    Report.number(outcome.millis(99)),
                    Report.number(outcome.millis(99.9)),
                    Report.number(outcome.fromSent().getValueAtPercentile(99) / 1e6),
                    Report.number(server),
                    Report.number(postgres)));
            return new Measured(outcome.millis(99), server + postgres);
        }

        private record Measured(double p99, double micros) {}

        private Duration serversCpu() {
            return servers.stream().map(ServerProcess::cpu).reduce(Duration.ZERO, Duration::plus);
        }

        /// Each client is due once in 45 s; of a shorter window, those that fall into it.
        private List<OpenLoad.Due> plan(int clients, Duration window) {
            int count = (int) (clients * window.toSeconds() / INTERVAL);
            List<Integer> users =
                    new ArrayList<>(IntStream.range(0, USERS).boxed().toList());
            Collections.shuffle(users, random);
            return random.doubles(count)
                    .mapToObj(at -> at)
                    .sorted(Comparator.naturalOrder())
                    .map(at -> {
                        int user = users.get(random.nextInt(Math.min(USERS, Math.max(1, count))));
                        return new OpenLoad.Due(
                                (long) (at * window.toNanos()),
                                ByteBuffer.wrap(random.nextInt(NEWS) == 0 ? news.of(user) : none.of(user)));
                    })
                    .toList();
        }
    }
}
