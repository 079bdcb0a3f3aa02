package dev.hivesync.inbox;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries to and from the table `entry`. The wish that lies over a row stands in the outbox alone.
final class EntryRows {

    static final String COLUMNS =
            "id, user_id, project_id, type, payload, created_at, read_at, revision, arrived_at, answered";

    static final String WRITE = "INSERT OR REPLACE INTO entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private EntryRows() {}

    static void bind(PreparedStatement statement, Entry entry) throws SQLException {
        Notification row = entry.notification();
        Instant readAt = row.readAt();
        statement.setString(1, row.notificationId());
        statement.setString(2, row.userId());
        statement.setString(3, row.projectId());
        statement.setString(4, row.type());
        statement.setString(5, Json.fields(row.payload()).toString());
        statement.setLong(6, Micros.of(row.createdAt()));
        if (readAt == null) {
            statement.setNull(7, Types.INTEGER);
        } else {
            statement.setLong(7, Micros.of(readAt));
        }
        statement.setLong(8, row.revision());
        statement.setLong(9, Micros.of(entry.arrivedAt()));
        statement.setLong(10, entry.answered());
    }

    /// @param wishes by notification id
    static Map<String, Entry> load(Connection connection, Map<String, OutboxItem> wishes, Texts texts)
            throws SQLException {
        Map<String, Entry> entries = HashMap.newHashMap(count(connection));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + COLUMNS + " FROM entry ORDER BY id")) {
            String before = null;
            while (row.next()) {
                Entry entry = entry(row, wishes, texts);
                if (before != null && !ascends(before, entry.id())) {
                    throw Damage.found("rows that are not in their order");
                }
                before = entry.id();
                entries.put(entry.id(), entry);
            }
        }
        return entries;
    }

    /// SQLite's quick check does not see pages that have changed places.
    private static boolean ascends(String before, String next) {
        return before.compareTo(next) < 0
                || Arrays.compareUnsigned(
                                before.getBytes(StandardCharsets.UTF_8), next.getBytes(StandardCharsets.UTF_8))
                        < 0;
    }

    private static Entry entry(ResultSet row, Map<String, OutboxItem> wishes, Texts texts) throws SQLException {
        String id = row.getString(1);
        String type = row.getString(4);
        long readMicros = row.getLong(7);
        Instant readAt = row.wasNull() ? null : Micros.instant(readMicros);
        Notification notification = new Notification(
                id,
                row.getString(2),
                row.getString(3),
                type,
                Json.payload(type, Json.MAPPER.readTree(row.getString(5))),
                Micros.instant(row.getLong(6)),
                readAt,
                row.getLong(8));
        return new Entry(texts.share(notification), Micros.instant(row.getLong(9)), wish(wishes, id), row.getLong(10));
    }

    private static @Nullable OutboxItem wish(Map<String, OutboxItem> wishes, String id) {
        return wishes.isEmpty() ? null : wishes.get(id);
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM entry")) {
            return row.getInt(1);
        }
    }
}
