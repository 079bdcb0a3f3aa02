package dev.hivesync.inbox;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statements that change an inbox on disk. The caller's transaction holds them together.
record InboxWriter(Connection connection) {

    private static final String REMEMBER = "INSERT OR REPLACE INTO gone (id, until) VALUES (?, ?)";

    void entries(Collection<Entry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EntryRows.WRITE)) {
            for (Entry entry : entries) {
                EntryRows.bind(statement, entry);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void delete(Collection<String> ids, long until) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM entry WHERE id = ?");
                PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            for (String id : ids) {
                delete.setString(1, id);
                delete.addBatch();
                remember.setString(1, id);
                remember.setLong(2, until);
                remember.addBatch();
            }
            delete.executeBatch();
            remember.executeBatch();
        }
    }

    void settle(Collection<Long> items) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE seq = ?")) {
            for (long seq : items) {
                statement.setLong(1, seq);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void queue(Collection<OutboxItem> items) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT OR REPLACE INTO outbox (seq, id, mark, since, parked) VALUES (?, ?, ?, ?, ?)")) {
            for (OutboxItem item : items) {
                statement.setLong(1, item.seq());
                statement.setString(2, item.notificationId());
                statement.setString(3, item.mark().name());
                statement.setString(4, item.since().toString());
                statement.setString(5, item.parked());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void handlings(Collection<Handling> handlings) throws SQLException {
        HandlingRows.write(connection, handlings);
    }

    void tellings(Collection<Telling> told, Collection<String> untold) throws SQLException {
        TellingRows.write(connection, told);
        TellingRows.delete(connection, untold);
    }

    void position(InboxState state) throws SQLException {
        Cursor cursor = state.cursor();
        Instant serverTime = state.progress().serverTime();
        set("account", state.account());
        set("user", state.user());
        set("cursor", cursor == null ? null : cursor.value());
        set("etag", state.etag());
        set("revision", Long.toString(state.revision()));
        set("server_time", serverTime == null ? null : serverTime.toString());
        set("next_seq", Long.toString(state.nextSeq()));
        set("link", Json.MAPPER.writeValueAsString(state.link()));
        set("disk", state.disk().equals(Disk.FINE) ? null : Json.MAPPER.writeValueAsString(state.disk()));
        set("projects", Json.MAPPER.writeValueAsString(state.projects()));
        set("plugins", Json.MAPPER.writeValueAsString(state.plugins()));
    }

    private void set(String name, @Nullable String value) throws SQLException {
        String sql = value == null
                ? "DELETE FROM position WHERE name = ?"
                : "INSERT INTO position (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value ="
                        + " excluded.value WHERE value <> excluded.value";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            if (value != null) {
                statement.setString(2, value);
            }
            statement.executeUpdate();
        }
    }

    void remember(Map<String, Long> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            for (Map.Entry<String, Long> id : ids.entrySet()) {
                statement.setString(1, id.getKey());
                statement.setLong(2, id.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
