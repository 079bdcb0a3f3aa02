package dev.hivesync.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Turns every growing table of a fresh database into one that is hash-partitioned by user, keys and indexes
/// included. PostgreSQL refuses that for a table with a unique key that lacks `user_id`.
final class Partitions {

    private static final int COUNT = 4;

    private Partitions() {}

    static void make(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            // All that belongs to a user, but the list of users itself.
            try (var rows = statement.executeQuery("""
                    SELECT table_name FROM information_schema.columns
                    WHERE table_schema = 'public' AND column_name = 'user_id' AND table_name <> 'users'
                    """)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("ALTER TABLE %1$s RENAME TO %1$s_plain".formatted(table));
                statement.execute("CREATE TABLE %1$s (LIKE %1$s_plain INCLUDING ALL) PARTITION BY HASH (user_id)"
                        .formatted(table));
                for (int part = 0; part < COUNT; part++) {
                    statement.execute(
                            "CREATE TABLE %1$s_%2$d PARTITION OF %1$s FOR VALUES WITH (MODULUS %3$d, REMAINDER %2$d)"
                                    .formatted(table, part, COUNT));
                }
                statement.execute("DROP TABLE %s_plain".formatted(table));
            }
        }
    }
}
