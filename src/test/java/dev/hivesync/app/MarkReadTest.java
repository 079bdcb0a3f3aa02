package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Connection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `mark-read` beside a real running app, without one, and while one comes and goes.
@NullMarked
@Timeout(180)
class MarkReadTest {

    @TempDir
    private Path directory;

    private record Ended(int code, List<String> out, List<String> err) {}

    private Ended markRead(List<String> ids) {
        return run(Stream.concat(Stream.of("mark-read"), ids.stream()).toArray(String[]::new));
    }

    private Ended run(String... args) {
        CommandLine commands = Main.commandLine(new Home(directory));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        int code = commands.execute(args);
        return new Ended(
                code, out.toString().lines().toList(), err.toString().lines().toList());
    }

    private InboxState inbox() throws Exception {
        return Inbox.peek(new Home(directory).inbox());
    }

    private List<String> waiting() throws Exception {
        return inbox().outbox().stream()
                .filter(item -> item.mark() == Mark.READ)
                .map(OutboxItem::notificationId)
                .toList();
    }

    private static List<String> acks(List<String> ids) {
        return ids.stream().map(id -> "ACK " + id).toList();
    }

    /// An app without a server to talk to.
    private Program app() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "abc");
        Program app = Program.start(
                directory, Map.of(), "--headless", "--server", "http://127.0.0.1:1", "--token-file", token.toString());
        await().atMost(Duration.ofSeconds(60)).until(() -> !app.out().isEmpty() || !app.running());
        return app;
    }

    @Test
    void without_an_app_the_wish_is_in_the_inbox_and_waits_for_the_next_start() throws Exception {
        List<String> ids = Rows.seed(new Home(directory), 3);

        Ended ended = markRead(ids.subList(0, 2));

        assertThat(ended).isEqualTo(new Ended(0, acks(ids.subList(0, 2)), List.of()));
        assertThat(waiting()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 2));
        assertThat(inbox().unread()).isEqualTo(1);
        assertThat(markRead(ids.subList(0, 1))).as("again").isEqualTo(new Ended(0, acks(ids.subList(0, 1)), List.of()));
        assertThat(waiting()).hasSize(2);
    }

    @Test
    void beside_an_app_the_app_writes_it() throws Exception {
        List<String> ids = Rows.seed(new Home(directory), 1_200);
        try (Program app = app()) {
            assertThat(app.out()).isNotEmpty();
            assertThat(markRead(ids.subList(0, 1_100))).isEqualTo(new Ended(0, acks(ids.subList(0, 1_100)), List.of()));
            assertThat(waiting()).hasSize(1_100);

            app.kill();
            assertThat(inbox().unread()).as("after a crash").isEqualTo(100);
        }
    }

    @Test
    void unknown_ids_are_said_and_the_others_are_done() throws Exception {
        List<String> ids = Rows.seed(new Home(directory), 2);
        String stranger = UUID.randomUUID().toString();
        List<String> mixed = List.of(ids.getFirst(), stranger, ids.getLast());

        Ended alone = markRead(mixed);
        assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
        assertThat(alone.out()).isEqualTo(acks(ids));
        assertThat(alone.err())
                .singleElement()
                .asString()
                .startsWith("hivesync: ")
                .contains(stranger);
        assertThat(waiting()).hasSize(2);

        try (Program app = app()) {
            assertThat(app.running()).isTrue();
            Ended beside = markRead(mixed);
            assertThat(beside).isEqualTo(alone);
        }
    }

    @Test
    void bad_ids_newer_data_and_no_inbox_are_one_sentence_each() throws Exception {
        String id = UUID.randomUUID().toString();
        Ended none = markRead(List.of(id));
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).singleElement().asString().contains("no inbox");

        List<String> ids = Rows.seed(new Home(directory), 1);
        Ended malformed = markRead(List.of(ids.getFirst(), "n-1"));
        assertThat(malformed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(malformed.out()).isEmpty();
        assertThat(malformed.err()).singleElement().asString().contains("'n-1'");
        assertThat(waiting()).isEmpty();
        assertThat(markRead(List.of()).code()).isEqualTo(ExitCode.USAGE);

        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + new Home(directory).inbox());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        Ended newer = markRead(ids);
        assertThat(newer.code()).isEqualTo(ExitCode.NEWER_DATA);
        assertThat(newer.out()).isEmpty();
        assertThat(newer.err()).hasSize(1);
    }

    @Test
    void a_killed_apps_connection_is_not_taken_for_the_present() throws Exception {
        List<String> ids = Rows.seed(new Home(directory), 1);
        try (Program app = app()) {
            app.kill();
        }
        assertThat(directory.resolve(BridgeFile.FILE)).as("stale").exists();
        assertThat(markRead(ids).code()).isZero();
        assertThat(inbox().link().connection()).isEqualTo(Connection.OFFLINE);
        assertThat(inbox().plugins()).isEmpty();
    }

    @Test
    @Tag("faults")
    void while_apps_start_are_killed_and_end_every_ack_is_kept() throws Exception {
        List<String> ids = Rows.seed(new Home(directory), 400);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        Thread marking = Thread.ofVirtual().start(() -> {
            for (String id : ids) {
                Ended ended = markRead(List.of(id));
                if (ended.out().equals(acks(List.of(id)))) {
                    acknowledged.add(id);
                } else {
                    failures.addAll(ended.err());
                }
            }
        });
        for (int round = 0; round < 12 && marking.isAlive(); round++) {
            try (Program app = app()) {
                if (round % 2 == 0) {
                    app.kill();
                } else {
                    var _ = app.terminate();
                }
            }
        }
        marking.join();
        assertThat(failures).isEmpty();
        assertThat(acknowledged).hasSize(400);
        assertThat(waiting()).containsExactlyInAnyOrderElementsOf(ids);
    }
}
