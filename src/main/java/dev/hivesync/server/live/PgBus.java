package dev.hivesync.server.live;

import dev.hivesync.server.store.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// LISTEN and NOTIFY on one connection of its own. The NOTIFY is its own transaction, so the database-wide lock that
/// it takes at commit is never held by one that writes.
public final class PgBus implements Bus {

    /// What `pg_stat_activity` shows of the connection.
    static final String NAME = "hivesync-bus";

    private static final String CHANNEL = "hivesync_changed";

    private final Database database;

    public PgBus(Database database) {
        this.database = database;
    }

    @Override
    public Link open() throws IOException {
        try {
            Connection connection = database.apart(NAME);
            try (Statement statement = connection.createStatement()) {
                // A hint that is lost with the machine is a lost hint: its commit waits for no disk.
                statement.execute("SET synchronous_commit = off");
                statement.execute("LISTEN " + CHANNEL);
                return new PgLink(connection, connection.unwrap(PGConnection.class));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// The driver's own text may hold the address.
    private static IOException failed(SQLException e) {
        return new IOException("PostgreSQL, SQLSTATE " + e.getSQLState(), e);
    }

    private static final class PgLink implements Link {

        /// A connection that died without a word is noticed by asking it something now and then.
        private static final int ROUNDS_BETWEEN_CHECKS = 500;

        private final Connection connection;
        private final PGConnection postgres;
        private int quiet;

        PgLink(Connection connection, PGConnection postgres) {
            this.connection = connection;
            this.postgres = postgres;
        }

        @Override
        public Map<String, Long> exchange(Map<String, Long> outgoing, Duration patience) throws IOException {
            try {
                if (!outgoing.isEmpty()) {
                    send(outgoing);
                    quiet = 0;
                } else if (++quiet >= ROUNDS_BETWEEN_CHECKS) {
                    check();
                    quiet = 0;
                }
                return received(Math.max(1, Math.toIntExact(patience.toMillis())));
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        private void send(Map<String, Long> outgoing) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT pg_notify(?, text) FROM unnest(?) AS text")) {
                statement.setString(1, CHANNEL);
                statement.setArray(
                        2,
                        connection.createArrayOf("text", Hints.encode(outgoing).toArray()));
                statement.execute();
            }
        }

        private void check() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
        }

        private Map<String, Long> received(int millis) throws SQLException {
            PGNotification[] notifications = postgres.getNotifications(millis);
            Map<String, Long> hints = new HashMap<>();
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    if (notification.getPID() != postgres.getBackendPID()) {
                        Hints.decode(notification.getParameter(), hints);
                    }
                }
            }
            return hints;
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException _) {
                // It is gone either way.
            }
        }
    }
}
