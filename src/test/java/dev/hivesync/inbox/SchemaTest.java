package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.read;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;

/// A database of version 1 under today's program.
class SchemaTest {

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void version1() throws SQLException {
        file = home.resolve("inbox.db");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Schema.STEPS.getFirst().apply(connection);
            for (Notification row : new Notification[] {unread("a", 1), read("b", 2), unread("c", 3)}) {
                statement.execute("INSERT INTO entry VALUES ('%s', '%s', '2026-11-23T08:00:00.5Z', %s)"
                        .formatted(
                                row.notificationId(),
                                Json.MAPPER.writeValueAsString(row),
                                row.notificationId().equals("c") ? "'READ'" : "NULL"));
            }
            statement.execute("INSERT INTO outbox VALUES (1, 'c', 'READ', '2026-11-23T08:00:01Z')");
            statement.execute("INSERT INTO outbox VALUES (2, 'c', 'UNREAD', '2026-11-23T08:00:02Z')");
            statement.execute("INSERT INTO outbox VALUES (3, 'c', 'READ', '2026-11-23T08:00:03Z')");
            statement.execute("INSERT INTO position VALUES ('account', 'u-1'), ('cursor', 'c7'), ('next_seq', '4')");
            statement.execute("PRAGMA user_version = 1");
            connection.commit();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static void holdsAll(InboxState state) {
        assertThat(state.account()).isEqualTo("u-1");
        assertThat(state.cursor()).isEqualTo(new Cursor("c7"));
        assertThat(state.entries()).containsOnlyKeys("a", "b", "c");
        assertThat(state.entries().get("a")).isEqualTo(new Entry(unread("a", 1), NOW.plusMillis(500), null));
        assertThat(state.entries().get("b")).extracting(Entry::notification).isEqualTo(read("b", 2));
        assertThat(state.outbox()).singleElement().satisfies(item -> {
            assertThat(item.seq()).isEqualTo(3);
            assertThat(item.mark()).isEqualTo(Mark.READ);
        });
        assertThat(state.unread()).isEqualTo(1);
    }

    @Test
    void everything_is_kept_and_the_last_wish_of_a_row_stays() throws Exception {
        try (InboxStore store = InboxStore.open(file)) {
            holdsAll(store.load(new Texts()));
        }
        try (InboxStore store = InboxStore.open(file)) {
            holdsAll(store.load(new Texts()));
        }
    }

    @Test
    void a_reader_beside_sees_the_same_and_changes_nothing() throws Exception {
        byte[] before = Files.readAllBytes(file);

        holdsAll(InboxStore.peek(file));

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void an_upgrade_that_fails_on_the_way_leaves_the_old_version_whole() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO outbox VALUES (9, 'x', 'READ', '2026-11-23T08:00:01Z')");
            // In the way of a statement in the middle of the step.
            statement.execute("CREATE TABLE gone (x)");
        }
        assertThatThrownBy(() -> InboxStore.open(file)).isInstanceOf(SQLException.class);

        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(Schema.version(connection)).isEqualTo(1);
            statement.execute("DROP TABLE gone");
            statement.execute("DELETE FROM outbox WHERE seq = 9");
        }
        try (InboxStore store = InboxStore.open(file)) {
            holdsAll(store.load(new Texts()));
        }
    }

    @Test
    void a_row_that_cannot_be_read_leaves_the_old_version_whole() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO entry VALUES ('x', '{\"half\": ', '2026-11-23T08:00:00Z', NULL)");
        }
        assertThatThrownBy(() -> InboxStore.open(file)).isInstanceOf(JacksonException.class);

        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM entry WHERE id = 'x'");
        }
        try (InboxStore store = InboxStore.open(file)) {
            holdsAll(store.load(new Texts()));
        }
    }

    @Test
    void a_new_database_takes_all_steps() throws Exception {
        Path fresh = home.resolve("fresh.db");
        InboxStore.open(fresh).close();

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + fresh)) {
            assertThat(Schema.version(connection)).isEqualTo(Schema.VERSION).isEqualTo(4);
        }
    }

    @Test
    void a_database_of_version_2_keeps_all_and_takes_decisions_about_threads() throws Exception {
        Path second = home.resolve("second.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + second);
                Statement statement = connection.createStatement()) {
            Schema.STEPS.get(0).apply(connection);
            Schema.STEPS.get(1).apply(connection);
            statement.execute("INSERT INTO entry VALUES ('a', 'u-1', 'proj-1', 'ai_job_completed',"
                    + " '{\"job_id\":\"job-a\",\"project_id\":\"proj-1\",\"action\":\"document_function\"}',"
                    + " 1000000, NULL, 4, 2000000, 0)");
            statement.execute(
                    "INSERT INTO outbox VALUES (7, 'a', 'READ', '2026-11-23T08:00:01Z', '422 INVALID_INPUT')");
            statement.execute("INSERT INTO gone VALUES ('old', 99)");
            statement.execute("INSERT INTO position VALUES ('account', 'u-1'), ('next_seq', '8')");
            statement.execute("PRAGMA user_version = 2");
        }
        byte[] before = Files.readAllBytes(second);
        assertThat(InboxStore.peek(second).entries()).containsOnlyKeys("a");
        assertThat(Files.readAllBytes(second)).isEqualTo(before);

        Handling pinned = new Handling("job:job-a", NOW, null);
        try (InboxStore store = InboxStore.open(second)) {
            InboxState state = store.load(new Texts());
            assertThat(state.handlings()).isEmpty();
            assertThat(state.outbox())
                    .singleElement()
                    .satisfies(item -> assertThat(item.parked()).isEqualTo("422 INVALID_INPUT"));
            assertThat(store.gone()).containsOnlyKeys("old");
            store.replaceBy(state.handled(java.util.Map.of(pinned.thread(), pinned)), store.gone());
        }
        assertThat(InboxStore.peek(second).handlings()).containsExactly(java.util.Map.entry("job:job-a", pinned));
    }

    @Test
    void a_database_of_version_3_keeps_all_and_takes_what_became_of_arrivals() throws Exception {
        Path third = home.resolve("third.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + third);
                Statement statement = connection.createStatement()) {
            for (Schema.Migration step : Schema.STEPS.subList(0, 3)) {
                step.apply(connection);
            }
            statement.execute("INSERT INTO entry VALUES ('a', 'u-1', 'proj-1', 'ai_job_completed',"
                    + " '{\"job_id\":\"job-a\",\"project_id\":\"proj-1\",\"action\":\"document_function\"}',"
                    + " 1000000, NULL, 4, 2000000, 0)");
            statement.execute("INSERT INTO handling VALUES ('job:job-a', 1000000, NULL, NULL, NULL)");
            statement.execute("INSERT INTO position VALUES ('account', 'u-1'), ('cursor', 'c9')");
            statement.execute("PRAGMA user_version = 3");
        }
        byte[] before = Files.readAllBytes(third);
        assertThat(InboxStore.peek(third).handlings()).containsOnlyKeys("job:job-a");
        assertThat(Files.readAllBytes(third)).isEqualTo(before);

        Telling told = new Telling("a", "IN_PLUGIN", "vscode", NOW);
        try (Ledger ledger = Ledger.open(third, () -> NOW)) {
            assertThat(ledger.state().entries()).containsOnlyKeys("a");
            assertThat(ledger.state().cursor()).isEqualTo(new Cursor("c9"));
            assertThat(ledger.state().handling("job:job-a").pinned()).isNotNull();
            assertThat(ledger.state().tellings()).isEmpty();
            ledger.join(java.util.List.of(new Fact.Told(java.util.List.of(told))), NOW);
        }
        assertThat(InboxStore.peek(third).tellings()).containsExactly(java.util.Map.entry("a", told));
    }
}
