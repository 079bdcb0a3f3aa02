package dev.hivesync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// The floor of an inbox: as many rows of as many bytes in a bare SQLite file, written in transactions of the same size
/// and read into nothing.
final class PlainRows implements AutoCloseable {

    private static final String ROW = "x".repeat(320);

    private final Path file;
    private final Connection connection;
    private long next;

    PlainRows(Path directory) throws SQLException {
        file = directory.resolve("plain.db");
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE plain (id TEXT PRIMARY KEY, revision INTEGER, row TEXT) WITHOUT ROWID");
        }
        connection.setAutoCommit(false);
    }

    Duration write(int rows, int eachTransaction) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO plain VALUES (?, ?, ?)")) {
            for (int i = 1; i <= rows; i++) {
                insert.setString(1, Long.toHexString(next * 0x9E3779B97F4A7C15L) + "-0000-4000-8000");
                insert.setLong(2, next++);
                insert.setString(3, ROW);
                insert.addBatch();
                if (i % eachTransaction == 0 || i == rows) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration read() throws SQLException {
        long start = System.nanoTime();
        long bytes = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, revision, row FROM plain")) {
            while (rows.next()) {
                bytes += rows.getString(1).length()
                        + rows.getLong(2)
                        + rows.getString(3).length();
            }
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    double megabytes() throws IOException {
        return Files.size(file) / 1e6;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
