package dev.hivesync.inbox;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/// The inbox's tables and how they came to be. Step n takes a database from version n to version n + 1; a new one
/// takes them all. All steps that a database needs are one transaction with the version's number: a program that
/// dies on the way leaves the old version whole.
final class Schema {

    /// One move to the next version.
    @FunctionalInterface
    interface Migration {
        void apply(Connection connection) throws SQLException;
    }

    static final List<Migration> STEPS = List.of(Schema::first, Schema::columns, Schema::handlings, Schema::tellings);

    /// The version this program reads and writes.
    static final int VERSION = STEPS.size();

    private Schema() {}

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /// Brings a database to [#VERSION].
    ///
    /// @param connection commits by itself outside of this call
    /// @throws NewerDataException where a later version wrote it; it is left as it is
    static void upgrade(Connection connection) throws SQLException, NewerDataException {
        int version = version(connection);
        if (version > VERSION) {
            throw new NewerDataException(version);
        }
        if (version == VERSION) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            for (Migration step : STEPS.subList(version, VERSION)) {
                step.apply(connection);
            }
            execute(connection, "PRAGMA user_version = " + VERSION);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            // A row that cannot be read, too: what is left open would be committed as half a move.
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Version 1: rows as JSON.
    private static void first(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE entry (id TEXT PRIMARY KEY, row TEXT NOT NULL, arrived_at TEXT NOT NULL, intent TEXT)"
                        + " STRICT, WITHOUT ROWID",
                "CREATE TABLE outbox (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, mark TEXT NOT NULL, since TEXT NOT"
                        + " NULL) STRICT",
                "CREATE TABLE position (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
    }

    /// Version 2: rows in columns, which load several times as fast; one outbox item for a notification, which may be
    /// parked; and the ids of what was dropped, until the server cannot have it any more.
    private static void columns(Connection connection) throws SQLException {
        execute(
                connection,
                "ALTER TABLE entry RENAME TO entry_1",
                "CREATE TABLE entry (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, project_id TEXT, type TEXT NOT NULL,"
                        + " payload TEXT NOT NULL, created_at INTEGER NOT NULL, read_at INTEGER,"
                        + " revision INTEGER NOT NULL, arrived_at INTEGER NOT NULL, answered INTEGER NOT NULL)"
                        + " STRICT, WITHOUT ROWID",
                "CREATE TABLE gone (id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID",
                "ALTER TABLE outbox ADD COLUMN parked TEXT",
                "DELETE FROM outbox WHERE seq NOT IN (SELECT max(seq) FROM outbox GROUP BY id)",
                "CREATE UNIQUE INDEX outbox_id ON outbox (id)");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT row, arrived_at FROM entry_1");
                PreparedStatement insert = connection.prepareStatement(EntryRows.WRITE)) {
            while (row.next()) {
                Notification notification = Json.MAPPER.readValue(row.getString(1), Notification.class);
                EntryRows.bind(insert, new Entry(notification, Instant.parse(row.getString(2)), null));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        execute(connection, "DROP TABLE entry_1");
    }

    /// Version 3: what the user decided about threads.
    private static void handlings(Connection connection) throws SQLException {
        execute(connection, HandlingRows.TABLE);
    }

    /// Version 4: what became of telling the user.
    private static void tellings(Connection connection) throws SQLException {
        execute(connection, TellingRows.TABLE);
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
