package dev.hivesync.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final Sessions sessions = new Sessions(server.database(), server.clock());

    @Test
    void a_refresh_at_the_moment_of_log_out_everywhere_does_not_survive_it() throws Exception {
        String user = server.user("ada@example.org");
        sessions.start(user, "first");
        try (Connection blocker = DriverManager.getConnection(server.databaseUrl());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Holds the exchange between taking the first token and writing its successor.
            blocker.setAutoCommit(false);
            claim(blocker, user, "second");
            Future<Boolean> refresh = threads.submit(() -> sessions.exchange(user, "first", "second"));
            await().until(() -> waiting() == 1);
            Future<?> everywhere = threads.submit(() -> sessions.endAll(user));
            await().until(() -> waiting() == 2);
            blocker.rollback();

            assertThat(refresh.get()).isTrue();
            everywhere.get();
        }
        assertThat(sessions.exchange(user, "second", "third")).isFalse();
        assertThat(tokens(user)).isZero();
    }

    @Test
    void exchanges_of_two_devices_do_not_wait_for_each_other() throws Exception {
        String user = server.user("bob@example.org");
        sessions.start(user, "desk");
        sessions.start(user, "phone");
        try (Connection blocker = DriverManager.getConnection(server.databaseUrl());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            blocker.setAutoCommit(false);
            claim(blocker, user, "desk-2");
            Future<Boolean> desk = threads.submit(() -> sessions.exchange(user, "desk", "desk-2"));
            await().until(() -> waiting() == 1);
            assertThat(sessions.exchange(user, "phone", "phone-2")).isTrue();
            blocker.rollback();
            assertThat(desk.get()).isTrue();
        }
    }

    /// An uncommitted row with this hash: whoever inserts the same waits for its end.
    private static void claim(Connection connection, String user, String hash) throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO refresh_tokens (user_id, token_hash, session_id, expires_at)
                VALUES (?, ?, gen_random_uuid(), now())
                """)) {
            insert.setString(1, user);
            insert.setString(2, hash);
            insert.execute();
        }
    }

    private static int waiting() {
        return server.database()
                .read(handle -> handle.createQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """).mapTo(Integer.class).one());
    }

    private static int tokens(String user) {
        return server.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM refresh_tokens WHERE user_id = ?")
                        .bind(0, user)
                        .mapTo(Integer.class)
                        .one());
    }
}
