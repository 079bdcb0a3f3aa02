package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.Backend;
import dev.hivesync.server.TestServer;
import dev.hivesync.server.api.Limits;
import dev.hivesync.server.store.Database;
import dev.hivesync.wire.Connection;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The whole way from a real backend to the inbox, over a bad network.
@NullMarked
@Timeout(180)
class RiverTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer(new Limits(0, 0, 0, 0, 0, 0, 0, false));

    @TempDir
    private Path directory;

    private static void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(SERVER.databaseUrl());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void an_answer_lost_after_the_commit_marks_once() throws Exception {
        String me = "lost@river.example";
        try (River river = River.start(SERVER, directory, me)) {
            String id = river.emit(me, "ai_job_completed");
            river.settle();

            river.proxy().cutAfter(0);
            river.read(id);
            river.eventually(
                    "the server has committed",
                    () -> !river.truthOf(id).readAt().equals("null"));
            River.Row committed = river.truthOf(id);
            river.settle();

            assertThat(river.truth()).as("the repetition changed nothing").containsEntry(id, committed);
        }
    }

    @Test
    void live_goes_on_where_polling_is_cut_and_the_other_way_round() throws Exception {
        String me = "both@river.example";
        try (River river = River.start(SERVER, directory, me)) {
            river.eventually("live", () -> river.connection() == Connection.LIVE);
            river.proxy().cut();
            String first = river.emit(me, "ai_job_completed");
            river.eventually("heard", () -> river.held().containsKey(first));
            river.settle();
            assertThat(river.connections())
                    .as("a socket that is replaced at once is no loss")
                    .endsWith(Connection.LIVE)
                    .doesNotContain(Connection.SIGNED_OUT);
        }
    }

    @Test
    void rows_of_one_moment_are_all_read_over_the_borders_of_pages() throws Exception {
        String me = "moment@river.example";
        try (River river = River.start(SERVER, directory, me)) {
            var _ = river.emit(me, "ai_job_completed");
            river.settle();
            river.proxy().refuse();
            sql("""
                WITH next AS (
                  UPDATE user_revision SET revision = revision + 1203
                  WHERE user_id = (SELECT user_id FROM users WHERE email = '%s') RETURNING user_id, revision)
                INSERT INTO notifications (notification_id, user_id, project_id, type, payload, created_at, revision)
                SELECT gen_random_uuid(), user_id, NULL, 'system_health_issue', '{"message":"x"}',
                  '2026-11-23T08:00:00Z', revision - 1203 + i FROM next, generate_series(1, 1203) i
                """.formatted(me));
            river.proxy().heal();
            river.settle();
            assertThat(river.held()).hasSize(1204);
        }
    }

    @Test
    void a_server_restored_from_a_backup_is_read_anew() throws Exception {
        String me = "backup@river.example";
        try (River river = River.start(SERVER, directory, me)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ids.add(river.emit(me, "ai_job_completed"));
            }
            river.settle();
            river.read(ids.get(0));
            river.settle();

            river.proxy().refuse();
            String user = "(SELECT user_id FROM users WHERE email = '" + me + "')";
            sql("DELETE FROM notifications WHERE user_id = " + user + " AND revision > 4");
            sql("UPDATE user_revision SET revision = 4 WHERE user_id = " + user);
            sql("UPDATE database_epoch SET epoch = gen_random_uuid()");
            try (Database restored = Database.open(SERVER.databaseUrl());
                    Backend again = Backend.start(restored, TestServer.settings(), Clock.systemUTC())) {
                river.proxy().retarget(HttpUrl.get(again.url()).port());
                river.proxy().heal();
                river.eventually("read anew", () -> {
                    river.refresh();
                    return river.held().equals(river.truth(again.url()));
                });
                assertThat(river.held()).hasSizeLessThan(6);
            }
        }
    }

    @Test
    void a_flapping_link_loses_nothing_and_repeats_nothing() throws Exception {
        flap(SERVER, directory, "flap@river.example", 6, 25);
    }

    /// Breaks the link again and again, in every way, while events are written and read.
    static void flap(TestServer server, Path directory, String me, int times, int events) throws Exception {
        Random random = new Random(5);
        try (River river = River.start(server, directory, me)) {
            List<String> ids = new java.util.concurrent.CopyOnWriteArrayList<>();
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < events; i++) {
                    String id = river.emit(me, i % 3 == 0 ? "ai_job_queued" : "ai_job_completed");
                    ids.add(id);
                    if (i % 4 == 1) {
                        river.readElsewhere(id);
                    }
                }
            });
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; i < times; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> river.proxy().refuse();
                    case 1 -> river.proxy().swallow();
                    case 2 -> river.proxy().stall();
                    case 3 -> river.proxy().cutAfter(random.nextInt(2_000));
                    default -> river.proxy().cut();
                }
                river.refresh();
                assertThat(never.await(50 + random.nextInt(250), TimeUnit.MILLISECONDS))
                        .isFalse();
                river.proxy().heal();
                river.refresh();
                river.state().entries().values().stream()
                        .filter(entry -> !entry.read())
                        .findAny()
                        .ifPresent(entry -> river.read(entry.id()));
                assertThat(never.await(50 + random.nextInt(400), TimeUnit.MILLISECONDS))
                        .isFalse();
            }
            writer.join();
            river.proxy().heal();
            river.settle();
            assertThat(river.held().keySet()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }
}
