package dev.hivesync.server.store;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Rows of `notifications` to and from values.
final class Rows {

    private Rows() {}

    static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("notification_id"),
                row.getString("user_id"),
                row.getString("project_id"),
                row.getString("type"),
                row.getString("payload"),
                requireNonNull(time(row, "created_at")),
                time(row, "read_at"),
                row.getLong("revision"));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
