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
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// A PostgreSQL of its own with room in memory for a million rows.
final class BenchDatabase implements AutoCloseable {

    static final int ROWS_PER_USER = 100;

    /// Of each user's rows; the newest.
    static final int UNREAD = 20;

    /// Ids are numbers, which is all that pgbench's variables can be.
    static final int FIRST_USER = 1_000_001;

    private final EmbeddedDatabase postgres;
    private final Path directory;

    private BenchDatabase(EmbeddedDatabase postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    static BenchDatabase start() throws IOException, ServerStartException {
        Path directory = Files.createTempDirectory("hivesync-bench");
        return new BenchDatabase(
                EmbeddedDatabase.start(
                        directory,
                        TestServer.binaries(),
                        Map.of("shared_buffers", "768MB", "max_wal_size", "4GB", "max_connections", "120")),
                directory);
    }

    /// A migrated database with this many users of 100 rows each, one every seven hours, spread over the table as
    /// they come in over time.
    ///
    /// @return its JDBC URL
    String filled(String name, int users) throws SQLException {
        execute(postgres.jdbcUrl(), "CREATE DATABASE " + name);
        String url = postgres.jdbcUrl(name);
        Database.open(url).close();
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
                """.formatted(FIRST_USER, ROWS_PER_USER, UNREAD, users - 1));
        execute(url, """
                INSERT INTO user_revision (user_id, revision, unread)
                SELECT (%d + u)::text, %d, %d FROM generate_series(0, %d) AS u
                """.formatted(FIRST_USER, ROWS_PER_USER, UNREAD, users - 1));
        execute(url, "VACUUM ANALYZE");
        execute(url, "CHECKPOINT");
        return url;
    }

    /// The processor time its processes have taken so far, those that have ended left out.
    Duration cpu() {
        return ProcessHandle.of(postgres.pid()).stream()
                .flatMap(ProcessHandle::children)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
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
