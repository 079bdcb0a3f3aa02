package dev.hivesync.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.EmbeddedDatabase;
import dev.hivesync.server.TestServer;
import dev.hivesync.server.api.ShortToken;
import dev.hivesync.server.store.Database;
import dev.hivesync.sync.TcpProxy;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, a server process, a bad network and a client process, and what can be done to each.
@NullMarked
final class SoakWorld implements AutoCloseable {

    static final String USER = "u-soak";

    private static final String PROJECT = "p-soak";
    private static final String SECRET = "soak-jwt-secret-0123456789abcdef0123456789abcdef";
    private static final String KEY = "soak-service-key-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory;
    private final EmbeddedDatabase postgres;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final TcpProxy proxy;
    private final Program client;

    /// Replaced by whoever restarts the server.
    private volatile Program server;

    private volatile URI url;

    SoakWorld(Path directory) throws Exception {
        this.directory = directory;
        postgres = EmbeddedDatabase.start(directory.resolve("database"), TestServer.binaries());
        Database.open(postgres.jdbcUrl()).close();
        sql("INSERT INTO users (user_id, email, password_hash) VALUES ('" + USER + "', 'soak@example.com', '')");
        sql("INSERT INTO projects (project_id, owner, name) VALUES ('" + PROJECT + "', '" + USER + "', 'Soak')");
        server = startServer();
        url = address(server);
        proxy = new TcpProxy(url.getPort());
        renewToken();
        client = Program.start(
                home(),
                Map.of(),
                "--headless",
                "--server",
                "http://127.0.0.1:" + proxy.port(),
                "--token-file",
                directory.resolve("token").toString());
    }

    Path home() {
        return directory.resolve("home");
    }

    Program client() {
        return client;
    }

    private Program startServer() throws IOException {
        Map<String, String> environment = Map.of(
                "JWT_SECRET", SECRET, "SERVICE_KEY", KEY, "RATE_POLL", "9999999", "RATE_INGEST_SERVICE", "9999999");
        return Program.start(
                directory.resolve("server"), environment, "server", "--port", "0", "--database", postgres.jdbcUrl());
    }

    private static URI address(Program server) {
        await("the server is up").atMost(PATIENCE).until(() -> line(server).isPresent() || !server.running());
        String line = line(server).orElseThrow(() -> new AssertionError("the server ended: " + server.err()));
        return URI.create(line.substring(line.indexOf("http://")));
    }

    private static Optional<String> line(Program server) {
        return server.out().stream().filter(line -> line.contains("http://")).findFirst();
    }

    /// A token lives half an hour.
    void renewToken() throws IOException {
        Path next = directory.resolve("token.next");
        Files.writeString(next, token());
        Files.move(next, directory.resolve("token"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String token() {
        return ShortToken.of(USER, SECRET, Clock.systemUTC(), Duration.ofMinutes(29));
    }

    /// Hands an event in until it is taken.
    ///
    /// @return its id; empty where the server could not be reached this time
    Optional<String> write(String key) throws InterruptedException {
        byte[] body = Json.MAPPER.writeValueAsBytes(Map.of(
                "project_id",
                PROJECT,
                "type",
                "ai_job_completed",
                "payload",
                Map.of("job_id", key, "project_id", PROJECT, "action", "document_function"),
                "idempotency_key",
                key));
        try {
            HttpResponse<String> reply = http.send(
                    HttpRequest.newBuilder(url.resolve("/api/v1/notifications"))
                            .timeout(Duration.ofSeconds(15))
                            .header("Authorization", "Bearer " + KEY)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return reply.statusCode() / 100 == 2
                    ? Optional.of(Json.MAPPER
                            .readTree(reply.body())
                            .path("notification_id")
                            .asString())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    void cutConnections() {
        proxy.cut();
    }

    void restartServer() throws Exception {
        var _ = server.terminate();
        again();
    }

    void killServer() throws Exception {
        server.kill();
        again();
    }

    private void again() throws IOException {
        Program next = startServer();
        server = next;
        url = address(next);
        proxy.retarget(url.getPort());
    }

    /// One process that dies by force takes all of PostgreSQL with it, which recovers from its log.
    void killDatabase() throws Exception {
        try (Connection victim = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = victim.createStatement();
                ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
            assertThat(pid.next()).isTrue();
            signal("KILL", pid.getLong(1));
        }
    }

    void stopClientFor(Runnable pause) throws Exception {
        signal("STOP", client.pid());
        try {
            pause.run();
        } finally {
            signal("CONT", client.pid());
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /// Runs a statement and gives its first number, if any.
    private long sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement sql = connection.createStatement()) {
            if (!sql.execute(statement)) {
                return 0;
            }
            try (ResultSet rows = requireNonNull(sql.getResultSet())) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    long stored() throws SQLException {
        return sql("SELECT count(*) FROM notifications WHERE user_id = '" + USER + "'");
    }

    @Override
    public void close() throws IOException {
        client.close();
        proxy.close();
        server.close();
        http.close();
        postgres.close();
    }

    /// What a program printed as its state: the ids in it, in order; null while it cannot be had.
    @Nullable
    List<String> held() throws Exception {
        Program.Ended state = Program.run(home(), "state", "--json");
        return state.code() != 0
                ? null
                : Json.MAPPER
                        .readTree(String.join("", state.out()))
                        .path("notifications")
                        .valueStream()
                        .map(row -> row.path("notification_id").asString())
                        .toList();
    }
}
