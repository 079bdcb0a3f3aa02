package dev.hivesync.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Handlings to and from the table `handling`.
final class HandlingRows {

    static final String TABLE =
            "CREATE TABLE handling (thread TEXT PRIMARY KEY, pinned INTEGER, since INTEGER, until TEXT,"
                    + " woken INTEGER) STRICT, WITHOUT ROWID";

    private static final String COLUMNS = "thread, pinned, since, until, woken";

    private HandlingRows() {}

    static Map<String, Handling> load(Connection connection) throws SQLException {
        Map<String, Handling> handlings = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + COLUMNS + " FROM handling")) {
            while (row.next()) {
                Handling handling =
                        of(row.getString(1), number(row, 2), number(row, 3), row.getString(4), number(row, 5));
                handlings.put(handling.thread(), handling);
            }
        }
        return handlings;
    }

    /// @param since in microseconds, as the others; a row without it or without `until` tells of no snooze
    static Handling of(
            String thread, @Nullable Long pinned, @Nullable Long since, @Nullable String until, @Nullable Long woken) {
        return new Handling(
                thread,
                pinned == null ? null : Micros.instant(pinned),
                since == null || until == null
                        ? null
                        : new Snooze(
                                Micros.instant(since),
                                Until.read(until),
                                woken == null ? null : Micros.instant(woken)));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /// A handling of nothing deletes its row.
    static void write(Connection connection, Collection<Handling> handlings) throws SQLException {
        if (handlings.isEmpty()) {
            return;
        }
        List<Handling> kept =
                handlings.stream().filter(handling -> !handling.nothing()).toList();
        try (PreparedStatement put = connection.prepareStatement(
                        "INSERT OR REPLACE INTO handling (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM handling WHERE thread = ?")) {
            for (Handling handling : kept) {
                Snooze snooze = handling.snooze();
                put.setString(1, handling.thread());
                moment(put, 2, handling.pinned());
                moment(put, 3, snooze == null ? null : snooze.since());
                put.setString(4, snooze == null ? null : snooze.until().written());
                moment(put, 5, handling.woken());
                put.addBatch();
            }
            put.executeBatch();
            for (Handling handling : handlings) {
                if (handling.nothing()) {
                    delete.setString(1, handling.thread());
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
    }

    private static void moment(PreparedStatement statement, int column, @Nullable Instant moment) throws SQLException {
        if (moment == null) {
            statement.setNull(column, Types.INTEGER);
        } else {
            statement.setLong(column, Micros.of(moment));
        }
    }
}
