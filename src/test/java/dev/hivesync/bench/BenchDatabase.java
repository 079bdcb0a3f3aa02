package dev.hivesync.bench;

import dev.hivesync.server.EmbeddedDatabase;
import dev.hivesync.server.ServerStartException;
import dev.hivesync.server.TestServer;
import dev.hivesync.server.store.Database;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A PostgreSQL of its own with room in memory for a million rows, one for all benchmarks of a run. What is filled once
/// is copied for each that asks for the same.
final class BenchDatabase implements AutoCloseable {

    static final int ROWS_PER_USER = 100;

    /// Ids are numbers, which is all that pgbench's variables can be.
    static final int FIRST_USER = 1_000_001;

    private final EmbeddedDatabase postgres;
    private final Path directory;

    /// Names of databases that nobody connects to, by what is in them.
    private final Set<String> originals = new HashSet<>();

    private BenchDatabase(EmbeddedDatabase postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    /// The one of this run.
    static BenchDatabase of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(BenchDatabase.class))
                .computeIfAbsent(BenchDatabase.class, _ -> start(), BenchDatabase.class);
    }

    private static BenchDatabase start() {
        try {
            Path directory = Files.createTempDirectory("hivesync-bench");
            return new BenchDatabase(
                    EmbeddedDatabase.start(
                            directory,
                            TestServer.binaries(),
                            Map.of(
                                    "shared_buffers",
                                    "768MB",
                                    "max_wal_size",
                                    "4GB",
                                    "max_connections",
                                    "200",
                                    "track_commit_timestamp",
                                    "on",
                                    "track_wal_io_timing",
                                    "on")),
                    directory);
        } catch (IOException | ServerStartException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A migrated database with this many users of 100 rows each.
    ///
    /// @return its JDBC URL
    String filled(String name, int users) throws SQLException {
        return filled(name, users, ROWS_PER_USER);
    }

    /// A migrated database with this many users of `rows` rows each, one every seven hours, spread over the table as
    /// they come in over time; the newest fifth is unread. Each user owns a project that is named after him.
    ///
    /// @return its JDBC URL
    String filled(String name, int users, int rows) throws SQLException {
        String original = "original_" + users + "_" + rows;
        if (originals.add(original)) {
            fill(original, users, rows);
        }
        execute(postgres.jdbcUrl(), "CREATE DATABASE " + name + " TEMPLATE " + original + " STRATEGY FILE_COPY");
        return postgres.jdbcUrl(name);
    }

    /// Ends every connection to it and frees its space.
    void drop(String name) throws SQLException {
        execute(postgres.jdbcUrl(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private void fill(String name, int users, int rows) throws SQLException {
        execute(postgres.jdbcUrl(), "CREATE DATABASE " + name);
        String url = postgres.jdbcUrl(name);
        Database.open(url).close();
        execute(url, """
            INSERT INTO users (user_id, email, password_hash)
            SELECT (%1$d + u)::text, 'u' || u || '@example.com', '' FROM generate_series(0, %2$d) AS u
            """.formatted(FIRST_USER, users - 1));
        execute(url, """
            INSERT INTO projects (project_id, owner, name)
            SELECT 'own-' || %1$d + u, (%1$d + u)::text, 'Project' FROM generate_series(0, %2$d) AS u
            """.formatted(FIRST_USER, users - 1));
        List<String> indexes = dropIndexes(url, "notifications");
        execute(url, """
            INSERT INTO notifications
            (user_id, notification_id, project_id, type, payload, created_at, read_at, revision, idempotency_key)
            SELECT (%1$d + u)::text, gen_random_uuid(), 'proj-' || u %% 7,
                   (ARRAY['ai_job_queued', 'ai_job_started', 'ai_job_completed', 'preview_ready',
                          'repo_sync_success'])[1 + r %% 5],
                   CASE WHEN r %% 5 < 3 THEN json_build_object('job_id', 'job-' || u || '-' || r / 5,
                            'project_id', 'proj-' || u %% 7, 'action', 'document_function')
                        WHEN r %% 5 = 3 THEN json_build_object('preview_token', 'ABC' || r,
                            'project_id', 'proj-' || u %% 7, 'platform', 'ios')
                        ELSE json_build_object('sync_id', 'sync-' || r, 'commit', 'afe127c') END,
                   now() - (%2$d - r) * interval '7 hours' - u * interval '1 second',
                   CASE WHEN r <= %2$d - %3$d THEN now() END, r, 'key-' || r
            FROM generate_series(1, %2$d) AS r, generate_series(0, %4$d) AS u
            """.formatted(FIRST_USER, rows, rows / 5, users - 1));
        for (String index : indexes) {
            execute(url, "SET maintenance_work_mem = '256MB'; " + index);
        }
        execute(url, """
            INSERT INTO user_revision (user_id, revision, unread)
            SELECT (%d + u)::text, %d, %d FROM generate_series(0, %d) AS u
            """.formatted(FIRST_USER, rows, rows / 5, users - 1));
        execute(url, "VACUUM ANALYZE");
        execute(url, "CHECKPOINT");
    }

    /// The processor time its processes have taken so far.
    Duration cpu() {
        return ProcessorTime.ofFamily(postgres.pid());
    }

    /// Sorting a million keys at once takes a fraction of the time of adding them to an index one by one.
    ///
    /// @return what makes them anew
    private static List<String> dropIndexes(String url, String table) throws SQLException {
        List<String> anew = new ArrayList<>();
        List<String> drops = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement find = connection.prepareStatement("""
                    SELECT conname IS NOT NULL, coalesce(conname, relname),
                           coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(indexrelid))
                    FROM pg_index JOIN pg_class i ON i.oid = indexrelid LEFT JOIN pg_constraint c
                        ON conindid = indexrelid AND contype IN ('p', 'u')
                    WHERE indrelid = ?::regclass
                    """)) {
            find.setString(1, table);
            try (ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    boolean constraint = found.getBoolean(1);
                    String name = found.getString(2);
                    String definition = found.getString(3);
                    String alter = "ALTER TABLE " + table;
                    drops.add(constraint ? alter + " DROP CONSTRAINT " + name : "DROP INDEX " + name);
                    anew.add(constraint ? alter + " ADD CONSTRAINT " + name + " " + definition : definition);
                }
            }
        }
        for (String drop : drops) {
            execute(url, drop);
        }
        return anew;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
