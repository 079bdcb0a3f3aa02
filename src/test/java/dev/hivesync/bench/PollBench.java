package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a poll costs over HTTP, beside the same statement with nothing before it.
@Tag("bench")
@DisplayName("Polls")
class PollBench {

    private static final int CONNECTIONS = 16;
    private static final int NEW_ROWS = 20;
    private static final int USERS = Rounds.quick() ? 1_000 : 10_000;
    private static final int FEW_USERS = 100;
    private static final int ROW_BYTES = 200;
    private static final Duration WARM = Duration.ofMillis(Rounds.quick() ? 800 : 2_500);

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    static Path directory = Path.of("");

    @RegisterExtension
    static final SharedDatabase shared = new SharedDatabase();

    private static @Nullable ServerProcess started;
    private static String url = "";

    @BeforeAll
    static void start() throws Exception {
        url = shared.database().filled("large", USERS);
        started = ServerProcess.start(url, directory.resolve("home"));
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    private static ServerProcess server() {
        return requireNonNull(started);
    }

    private static HttpLoad load(ServerProcess server, int connections, int status, int minBody, Polls polls)
            throws IOException {
        return new HttpLoad(server.address(), connections, status, minBody, polls.byChance());
    }

    @Test
    void polls_with_new_rows_and_polls_with_nothing_new() throws Exception {
        Polls rows = Polls.newRows(server().address(), USERS, NEW_ROWS);
        Polls none = Polls.nothingNew(server().address(), USERS);
        Rounds rounds = Rounds.chosen();
        Floor floor = Floor.of(new Floor.Work(url, USERS, BenchDatabase.ROWS_PER_USER - NEW_ROWS), directory);
        Cost withRowsCost = new Cost();
        Cost unchangedCost = new Cost();
        try (HttpLoad withRows = load(server(), CONNECTIONS, 200, NEW_ROWS * ROW_BYTES, rows);
                HttpLoad unchanged = load(server(), CONNECTIONS, 304, 0, none)) {
            warm(3, withRows, unchanged);
            List<Double> found = rounds.medians(
                    time -> floor.run(CONNECTIONS, time),
                    time -> withRowsCost.of(withRows, time),
                    time -> unchangedCost.of(unchanged, time));
            report.atLeast("polls with 20 new rows", found.get(1), "/s", floor.name(), found.get(0), 0.5);
            report.atLeast("polls answered 304", found.get(2), "/s", "polls with 20 new rows", found.get(1), 5);
            report.atLeast(
                    "304 for a second of processor time",
                    unchangedCost.forASecond(),
                    "/s",
                    "polls with 20 new rows",
                    withRowsCost.forASecond(),
                    5);
            report.beside(
                    "the server's processor time for a poll with 20 new rows",
                    withRowsCost.ofServer(),
                    "µs",
                    "PostgreSQL's",
                    withRowsCost.ofPostgres());
            report.beside(
                    "the server's processor time for a poll answered 304",
                    unchangedCost.ofServer(),
                    "µs",
                    "for one with 20 new rows",
                    withRowsCost.ofServer());
            report.note("Polls with 20 new rows took " + withRowsCost + ".");
            report.note("Polls answered 304 took " + unchangedCost + ".");
        }
    }

    /// What polls took of the processors. Unlike their number in a second it does not depend on how much of them
    /// other programs leave.
    private static final class Cost {
        private double polls;
        private Duration server = Duration.ZERO;
        private Duration postgres = Duration.ZERO;
        private Duration asking = Duration.ZERO;

        double of(HttpLoad load, Duration time) throws IOException {
            Duration serverBefore = server().cpu();
            Duration postgresBefore = shared.database().cpu();
            HttpLoad.Outcome outcome = load.run(time);
            server = server.plus(server().cpu().minus(serverBefore));
            postgres = postgres.plus(shared.database().cpu().minus(postgresBefore));
            asking = asking.plus(outcome.cpu());
            polls += outcome.perSecond() * time.toNanos() / 1e9;
            return outcome.perSecond();
        }

        /// Microseconds each.
        double ofServer() {
            return server.toNanos() / 1e3 / polls;
        }

        double ofPostgres() {
            return postgres.toNanos() / 1e3 / polls;
        }

        double forASecond() {
            return polls * 1e9 / server.plus(postgres).plus(asking).toNanos();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f µs of processor time each in the server, %.0f µs in PostgreSQL and %.0f µs for asking",
                    ofServer(),
                    ofPostgres(),
                    asking.toNanos() / 1e3 / polls);
        }
    }

    /// A hundred rows are many segments: written in pieces they would wait for the client's delayed acknowledgement.
    @Test
    void a_hundred_rows_do_not_wait_for_an_acknowledgement() throws Exception {
        Polls few = Polls.newRows(server().address(), USERS, NEW_ROWS);
        Polls many = Polls.newRows(server().address(), USERS, BenchDatabase.ROWS_PER_USER);
        try (HttpLoad twenty = load(server(), 1, 200, NEW_ROWS * ROW_BYTES, few);
                HttpLoad hundred = load(server(), 1, 200, BenchDatabase.ROWS_PER_USER * ROW_BYTES, many)) {
            warm(1, twenty, hundred);
            List<Double> found = Rounds.chosen()
                    .of(Duration.ofMillis(Rounds.quick() ? 400 : 1_500))
                    .medians(
                            time -> twenty.run(time).median().toNanos() / 1e6,
                            time -> hundred.run(time).median().toNanos() / 1e6);
            report.between(
                    "latency of 100 rows, one connection",
                    found.get(1),
                    "ms",
                    "of 20 rows",
                    found.get(0),
                    0,
                    BenchDatabase.ROWS_PER_USER / NEW_ROWS);
        }
    }

    @Test
    void a_poll_costs_the_same_in_a_small_table_and_in_a_large_one() throws Exception {
        if (Rounds.quick()) {
            report.leftOut("polls over 1,000,000 rows beside those over 10,000", "it takes two servers that are warm");
            return;
        }
        String smallUrl = shared.database().filled("small", FEW_USERS);
        // Both have served nothing before, so that both are compiled to the same degree.
        try (ServerProcess few = ServerProcess.start(smallUrl, directory.resolve("few"));
                ServerProcess many = ServerProcess.start(url, directory.resolve("many"));
                HttpLoad small = load(
                        few,
                        CONNECTIONS,
                        200,
                        NEW_ROWS * ROW_BYTES,
                        Polls.newRows(few.address(), FEW_USERS, NEW_ROWS));
                HttpLoad large = load(
                        many, CONNECTIONS, 200, NEW_ROWS * ROW_BYTES, Polls.newRows(many.address(), USERS, NEW_ROWS))) {
            warm(3, small, large);
            List<Double> found = Rounds.chosen()
                    .medians(
                            time -> large.run(time).perSecond(),
                            time -> small.run(time).perSecond());
            report.between(
                    String.format(Locale.ROOT, "polls over %,d rows", USERS * BenchDatabase.ROWS_PER_USER),
                    found.get(0),
                    "/s",
                    String.format(Locale.ROOT, "over %,d rows", FEW_USERS * BenchDatabase.ROWS_PER_USER),
                    found.get(1),
                    0.8,
                    1.2);
        }
    }

    /// Until the server's code is compiled.
    private static void warm(int times, HttpLoad... loads) throws IOException {
        for (int i = 0; i < times; i++) {
            for (HttpLoad load : loads) {
                load.run(WARM);
            }
        }
    }
}
