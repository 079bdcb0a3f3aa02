package dev.hivesync.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Tellings to and from the table `telling`.
final class TellingRows {

    static final String TABLE = "CREATE TABLE telling (id TEXT PRIMARY KEY, fate TEXT NOT NULL, plugin TEXT,"
            + " at INTEGER NOT NULL) STRICT, WITHOUT ROWID";

    private TellingRows() {}

    static Map<String, Telling> load(Connection connection) throws SQLException {
        Map<String, Telling> tellings = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, fate, plugin, at FROM telling")) {
            while (row.next()) {
                tellings.put(
                        row.getString(1),
                        new Telling(
                                row.getString(1), row.getString(2), row.getString(3), Micros.instant(row.getLong(4))));
            }
        }
        return tellings;
    }

    static void write(Connection connection, Collection<Telling> tellings) throws SQLException {
        if (tellings.isEmpty()) {
            return;
        }
        try (PreparedStatement put = connection.prepareStatement(
                "INSERT OR REPLACE INTO telling (id, fate, plugin, at) VALUES (?, ?, ?, ?)")) {
            for (Telling telling : tellings) {
                put.setString(1, telling.id());
                put.setString(2, telling.fate());
                put.setString(3, telling.plugin());
                put.setLong(4, Micros.of(telling.at()));
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    static void delete(Connection connection, Collection<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM telling WHERE id = ?")) {
            for (String id : ids) {
                delete.setString(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
