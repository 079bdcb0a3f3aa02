package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import tools.jackson.core.type.TypeReference;

/// The inbox on disk: SQLite in WAL mode with `synchronous=FULL`, so that a committed transaction survives power
/// loss. Not thread-safe; the inbox thread owns it.
final class InboxStore implements AutoCloseable {

    /// The schema version this program reads and writes.
    static final int VERSION = 1;

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE entry (id TEXT PRIMARY KEY, row TEXT NOT NULL, arrived_at TEXT NOT NULL, intent TEXT) STRICT, WITHOUT ROWID",
            "CREATE TABLE outbox (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, mark TEXT NOT NULL, since TEXT NOT NULL) STRICT",
            "CREATE TABLE position (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
            "PRAGMA user_version = " + VERSION);

    private final Connection connection;

    private InboxStore(Connection connection) {
        this.connection = connection;
    }

    /// Opens `file`, making it where there is none.
    ///
    /// @throws NewerDataException where a later version wrote it; the file is left as it is
    static InboxStore open(Path file) throws IOException, SQLException, NewerDataException {
        if (!Files.exists(file)) {
            PrivateFile.write(file, "");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            int version = version(connection);
            if (version > VERSION) {
                throw new NewerDataException(version);
            }
            if (version == 0) {
                try (Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    for (String sql : SCHEMA) {
                        statement.execute(sql);
                    }
                    connection.commit();
                }
            }
            connection.setAutoCommit(false);
            return new InboxStore(connection);
        } catch (SQLException | NewerDataException e) {
            connection.close();
            throw e;
        }
    }

    /// Reads `file` beside its owner, without changing it; the empty state where there is none.
    static InboxState peek(Path file) throws SQLException, NewerDataException {
        if (!Files.exists(file)) {
            return InboxState.EMPTY;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties())) {
            int version = version(connection);
            if (version > VERSION) {
                throw new NewerDataException(version);
            }
            if (version == 0) {
                return InboxState.EMPTY;
            }
            connection.setAutoCommit(false);
            return load(connection);
        }
    }

    InboxState load() throws SQLException {
        return load(connection);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private static InboxState load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, Entry> entries = new HashMap<>();
            int unread = 0;
            try (ResultSet row = statement.executeQuery("SELECT row, arrived_at, intent FROM entry")) {
                while (row.next()) {
                    String intent = row.getString(3);
                    Entry entry = new Entry(
                            Json.MAPPER.readValue(row.getString(1), Notification.class),
                            Instant.parse(row.getString(2)),
                            intent == null ? null : Mark.valueOf(intent));
                    entries.put(entry.id(), entry);
                    unread += entry.read() ? 0 : 1;
                }
            }
            List<OutboxItem> outbox = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT seq, id, mark, since FROM outbox ORDER BY seq")) {
                while (row.next()) {
                    outbox.add(new OutboxItem(
                            row.getLong(1),
                            row.getString(2),
                            Mark.valueOf(row.getString(3)),
                            Instant.parse(row.getString(4))));
                }
            }
            Map<String, String> position = new HashMap<>();
            try (ResultSet row = statement.executeQuery("SELECT name, value FROM position")) {
                while (row.next()) {
                    position.put(row.getString(1), row.getString(2));
                }
            }
            String cursor = position.get("cursor");
            return new InboxState(
                    position.getOrDefault("account", ""),
                    Map.copyOf(entries),
                    unread,
                    cursor == null ? null : new Cursor(cursor),
                    position.get("etag"),
                    Long.parseLong(position.getOrDefault("revision", "0")),
                    List.copyOf(outbox),
                    read(position, "link", new TypeReference<Link>() {}, Link.OFFLINE),
                    read(position, "projects", new TypeReference<List<Api.Project>>() {}, List.of()),
                    read(position, "plugins", new TypeReference<List<ConnectedPlugin>>() {}, List.of()),
                    Long.parseLong(position.getOrDefault("next_seq", "1")));
        }
    }

    private static <T> T read(Map<String, String> position, String name, TypeReference<T> type, T absent) {
        String json = position.get(name);
        return json == null ? absent : Json.MAPPER.readValue(json, type);
    }

    /// Writes everything an outcome changed in one transaction.
    void write(Outcome outcome) throws SQLException {
        try {
            for (Entry entry : outcome.written()) {
                Mark intent = entry.intent();
                run(
                        "INSERT INTO entry (id, row, arrived_at, intent) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                                + " SET row = excluded.row, intent = excluded.intent",
                        entry.id(),
                        Json.MAPPER.writeValueAsString(entry.notification()),
                        entry.arrivedAt().toString(),
                        intent == null ? null : intent.name());
            }
            for (String id : outcome.deleted()) {
                run("DELETE FROM entry WHERE id = ?", id);
            }
            for (OutboxItem item : outcome.queued()) {
                run(
                        "INSERT INTO outbox (seq, id, mark, since) VALUES (?, ?, ?, ?)",
                        item.seq(),
                        item.notificationId(),
                        item.mark().name(),
                        item.since().toString());
            }
            for (OutboxItem item : outcome.settled()) {
                run("DELETE FROM outbox WHERE seq = ?", item.seq());
            }
            position(outcome.state());
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private void position(InboxState state) throws SQLException {
        Cursor cursor = state.cursor();
        set("account", state.account());
        set("cursor", cursor == null ? null : cursor.value());
        set("etag", state.etag());
        set("revision", Long.toString(state.revision()));
        set("next_seq", Long.toString(state.nextSeq()));
        set("link", Json.MAPPER.writeValueAsString(state.link()));
        set("projects", Json.MAPPER.writeValueAsString(state.projects()));
        set("plugins", Json.MAPPER.writeValueAsString(state.plugins()));
    }

    private void set(String name, @Nullable String value) throws SQLException {
        if (value == null) {
            run("DELETE FROM position WHERE name = ?", name);
        } else {
            run(
                    "INSERT INTO position (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value ="
                            + " excluded.value WHERE value <> excluded.value",
                    name,
                    value);
        }
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
