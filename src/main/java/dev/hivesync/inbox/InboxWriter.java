package dev.hivesync.inbox;

import dev.hivesync.wire.Cursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statements that change an inbox on disk. The caller's transaction holds them together.
record InboxWriter(Connection connection) {

    private static final Comparator<Entry> BY_ID = Comparator.comparing(Entry::id);

    private static final String REMEMBER = "INSERT OR REPLACE INTO gone (id, until) VALUES (?, ?)";

    /// In the order of the table: neighbours then share a page while SQLite has it.
    void entries(Collection<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(EntryRows.WRITE)) {
            for (Entry entry : entries.stream().sorted(BY_ID).toList()) {
                EntryRows.bind(statement, entry);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void delete(Collection<String> ids, long until) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM entry WHERE id = ?");
                PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            for (String id : ids.stream().sorted().toList()) {
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
        if (items.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE seq = ?")) {
            for (long seq : items) {
                statement.setLong(1, seq);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void queue(Collection<OutboxItem> items) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
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
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("account", state.account());
        values.put("user", state.user());
        values.put("cursor", cursor == null ? null : cursor.value());
        values.put("etag", state.etag());
        values.put("revision", Long.toString(state.revision()));
        values.put("server_time", serverTime == null ? null : serverTime.toString());
        values.put("next_seq", Long.toString(state.nextSeq()));
        values.put("link", PositionJson.of(state.link()));
        values.put("disk", state.disk().equals(Disk.FINE) ? null : PositionJson.of(state.disk()));
        values.put("projects", PositionJson.ofProjects(state.projects()));
        values.put("plugins", PositionJson.ofPlugins(state.plugins()));
        set(values);
        unset(values);
    }

    private void set(Map<String, @Nullable String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO position (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value ="
                        + " excluded.value WHERE value <> excluded.value")) {
            for (Map.Entry<String, @Nullable String> value : values.entrySet()) {
                if (value.getValue() != null) {
                    statement.setString(1, value.getKey());
                    statement.setString(2, value.getValue());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void unset(Map<String, @Nullable String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM position WHERE name = ?")) {
            for (Map.Entry<String, @Nullable String> value : values.entrySet()) {
                if (value.getValue() == null) {
                    statement.setString(1, value.getKey());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
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
