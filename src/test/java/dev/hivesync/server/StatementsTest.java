package dev.hivesync.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.Poll;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the database is asked, as its own log has it.
class StatementsTest {

    private static final Stream.Filter ALL = new Stream.Filter(null, List.of(), null);
    /// Not what a connection sets or how the pool asks whether it lives.
    private static final Pattern STATEMENT =
            Pattern.compile("LOG:  (execute [^:]*|statement): (SELECT|INSERT|UPDATE|DELETE|WITH|BEGIN|COMMIT)");

    private static final TestClock CLOCK = new TestClock();

    @TempDir
    static Path directory = Path.of("");

    private static @Nullable EmbeddedDatabase started;
    private static @Nullable Database opened;

    @BeforeAll
    static void start() throws ServerStartException {
        EmbeddedDatabase postgres =
                EmbeddedDatabase.start(directory, TestServer.binaries(), Map.of("log_statement", "all"));
        started = postgres;
        opened = Database.open(postgres.jdbcUrl());
    }

    @AfterAll
    static void stop() {
        if (opened != null) {
            opened.close();
        }
        if (started != null) {
            started.close();
        }
    }

    private static Notifications notifications() {
        return new Notifications(requireNonNull(opened), CLOCK);
    }

    private static List<UUID> written(String user, int count) {
        List<UUID> ids = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Payload payload = new Payload.AiJob("job-" + n, "p", "explain", null);
            Draft draft = new Draft(user, "p", NotificationType.AI_JOB_COMPLETED, payload, null);
            ids.add(UUID.fromString(notifications().insert(draft).notificationId()));
        }
        return ids;
    }

    private static long statements(Runnable work) throws IOException {
        long before = logged();
        work.run();
        return logged() - before;
    }

    private static long logged() throws IOException {
        try (var lines = Files.lines(directory.resolve("postgres.log"))) {
            return lines.filter(line -> STATEMENT.matcher(line).find()).count();
        }
    }

    @Test
    void an_event_reaches_the_disk_in_two_journeys_to_the_database() {
        String url = requireNonNull(started).jdbcUrl();
        String counted = url + (url.contains("?") ? "&" : "?") + "socketFactory=" + CountedJourneys.class.getName();
        try (Database database = Database.open(counted, Database.Login.OF_URL, 1)) {
            Notifications notifications = new Notifications(database, CLOCK);
            Draft first = keyed("key-1");
            Notifications.Stored stored = notifications.insert(first);
            // Again and again, as a connection that lasts: the driver prepares what it is asked often.
            for (int n = 2; n < 12; n++) {
                Draft draft = keyed("key-" + n);
                assertThat(journeys(() -> assertThat(notifications.insert(draft).created())
                                .isTrue()))
                        .isEqualTo(2);
            }
            Notifications.Stored again = notifications.insert(first);
            assertThat(again.created()).isFalse();
            assertThat(again.notificationId()).isEqualTo(stored.notificationId());
            Stream.Slice slice = new Stream(database, CLOCK).since("keyed", 0, 100, ALL);
            assertThat(slice.rows()).hasSize(11);
            assertThat(slice.head().revision())
                    .as("a key used again counts nothing")
                    .isEqualTo(11);
            assertThat(slice.unread()).isEqualTo(11);
        }
    }

    private static Draft keyed(String key) {
        Payload payload = new Payload.AiJob("job-" + key, "p", "explain", null);
        return new Draft("keyed", "p", NotificationType.AI_JOB_COMPLETED, payload, key);
    }

    private static long journeys(Runnable work) {
        long before = CountedJourneys.COUNT.get();
        work.run();
        return CountedJourneys.COUNT.get() - before;
    }

    @Test
    void a_poll_is_one_statement_for_one_row_and_for_a_hundred() throws IOException {
        written("one", 1);
        written("hundred", 100);
        Stream stream = new Stream(requireNonNull(opened), CLOCK);
        for (String user : List.of("nobody", "one", "hundred")) {
            assertThat(statements(() -> stream.since(user, 0, 100, ALL))).isEqualTo(1);
            assertThat(statements(() -> stream.newest(user, 100, ALL))).isEqualTo(1);
        }
    }

    @Test
    void marking_a_hundred_takes_no_more_statements_than_marking_one() throws IOException {
        List<UUID> one = written("mark-one", 1);
        List<UUID> hundred = written("mark-hundred", 100);
        long marked = statements(() -> notifications().mark("mark-one", one, true));
        assertThat(marked).isPositive();
        assertThat(statements(() -> notifications().mark("mark-hundred", hundred, true)))
                .isEqualTo(marked);
        assertThat(statements(() -> notifications().markUpTo("mark-hundred", 1_000)))
                .isLessThanOrEqualTo(marked);
    }

    @Test
    void a_poll_touches_one_partition_of_each_table() throws SQLException {
        EmbeddedDatabase postgres = requireNonNull(started);
        String url = postgres.jdbcUrl("partitioned");
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE partitioned");
        }
        Database.open(url).close();
        Partitions.make(url);
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute(
                    "PREPARE poll AS " + numbered(Poll.since("user", 0, 100).sql()));
            try (ResultSet rows = statement.executeQuery(
                    "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE poll ('user', now(), 'user', 'user', 0, 101)")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }
        // Two reads of the notifications and one of the counter; three of four partitions are left out of each.
        assertThat(plan.toString().split("Subplans Removed: 3", -1)).hasSize(4);
    }

    private static String numbered(String sql) {
        String text = sql;
        for (int n = 1; text.contains("?"); n++) {
            text = text.replaceFirst("\\?", "\\$" + n);
        }
        return text;
    }
}
