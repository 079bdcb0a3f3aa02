package dev.hivesync.inbox;

import dev.hivesync.wire.Cursor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads a whole state from a database of the present version.
final class InboxReader {

    private InboxReader() {}

    /// @throws SQLException where the file cannot be read, or holds what was never written there
    static InboxState load(Connection connection, Texts texts) throws SQLException {
        try {
            return read(connection, texts);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw Damage.found("a value that cannot be read", e);
        }
    }

    private static InboxState read(Connection connection, Texts texts) throws SQLException {
        Map<String, OutboxItem> outbox = outbox(connection);
        Map<String, Entry> entries = EntryRows.load(connection, outbox, texts);
        int unread = 0;
        for (Entry entry : entries.values()) {
            unread += entry.read() ? 0 : 1;
        }
        Map<String, String> position = position(connection);
        return new InboxState(
                position.getOrDefault("account", ""),
                position.getOrDefault("user", ""),
                Layers.of(entries),
                unread,
                progress(position),
                List.copyOf(outbox.values()),
                read(position, "link", PositionJson::link, Link.OFFLINE),
                read(position, "projects", PositionJson::projects, List.of()),
                read(position, "plugins", PositionJson::plugins, List.of()),
                Long.parseLong(position.getOrDefault("next_seq", "1")),
                read(position, "disk", PositionJson::disk, Disk.FINE),
                Layers.of(HandlingRows.load(connection)),
                Layers.of(TellingRows.load(connection)));
    }

    private static Map<String, OutboxItem> outbox(Connection connection) throws SQLException {
        Map<String, OutboxItem> outbox = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT seq, id, mark, since, parked FROM outbox ORDER BY seq")) {
            while (row.next()) {
                OutboxItem item = new OutboxItem(
                        row.getLong(1),
                        row.getString(2),
                        Mark.valueOf(row.getString(3)),
                        Instant.parse(row.getString(4)),
                        row.getString(5));
                outbox.put(item.notificationId(), item);
            }
        }
        return outbox;
    }

    private static Map<String, String> position(Connection connection) throws SQLException {
        Map<String, String> position = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, value FROM position")) {
            while (row.next()) {
                position.put(row.getString(1), row.getString(2));
            }
        }
        return position;
    }

    private static Progress progress(Map<String, String> position) {
        String cursor = position.get("cursor");
        String serverTime = position.get("server_time");
        return new Progress(
                cursor == null ? null : new Cursor(cursor),
                position.get("etag"),
                Long.parseLong(position.getOrDefault("revision", "0")),
                serverTime == null ? null : Instant.parse(serverTime));
    }

    private static <T> T read(Map<String, String> position, String name, Function<String, T> reading, T absent) {
        @Nullable String json = position.get(name);
        return json == null ? absent : reading.apply(json);
    }
}
