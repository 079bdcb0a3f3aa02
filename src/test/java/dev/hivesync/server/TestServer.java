package dev.hivesync.server;

import static java.util.Objects.requireNonNull;

import dev.hivesync.server.api.CheapPasswords;
import dev.hivesync.server.api.Limits;
import dev.hivesync.server.live.PgBus;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Database;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/// A real backend on a real PostgreSQL: one cluster for all tests of the JVM, a fresh database for each class.
/// Use it as a static `@RegisterExtension`.
public final class TestServer implements BeforeAllCallback, AfterAllCallback {

    public static final String PASSWORD = "correct horse battery";
    public static final String SERVICE_KEY = "test-service-key-0123456789abcdef";

    static final String JWT_SECRET = "test-jwt-secret-0123456789abcdef0123456789abcdef";

    private final Limits limits;
    private final boolean own;
    private final boolean maskSystem;
    private @Nullable Cluster cluster;
    private final TestClock clock = new TestClock();
    private @Nullable ApiClient client;
    private @Nullable Database database;
    private String databaseUrl = "";
    private @Nullable Backend backend;

    public TestServer() {
        this(Limits.DEFAULT);
    }

    public TestServer(Limits limits) {
        this(limits, false, false);
    }

    private TestServer(Limits limits, boolean own, boolean maskSystem) {
        this.limits = limits;
        this.own = own;
        this.maskSystem = maskSystem;
    }

    /// That hides the text of system notices, as in production.
    static TestServer masked() {
        return new TestServer(Limits.DEFAULT, false, true);
    }

    /// On a PostgreSQL that no other class uses, to be stopped and killed.
    static TestServer onItsOwnCluster() {
        return new TestServer(new Limits(0, 0, 0, 0, 0, 100, 90, false), true, false);
    }

    /// The pid of its PostgreSQL, which a restart changes.
    long postmaster() {
        try {
            return Postmaster.of(requireNonNull(cluster).directory().resolve("pg"))
                    .orElseThrow()
                    .pid();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// What its PostgreSQL writes down by itself.
    Path postgresLog() {
        return requireNonNull(cluster).directory().resolve("postgres.log");
    }

    /// PostgreSQL's programs, unpacked once per build.
    public static Path binaries() {
        return Path.of(System.getProperty("hivesync.output", "target")).resolve("embedded-pg");
    }

    private record Cluster(EmbeddedDatabase postgres, Path directory) implements AutoCloseable {
        static Cluster start() {
            try {
                Path directory = Files.createTempDirectory("hivesync-pg");
                return new Cluster(EmbeddedDatabase.start(directory, binaries()), directory);
            } catch (IOException | ServerStartException e) {
                throw new IllegalStateException(e);
            }
        }

        String newDatabase() throws SQLException {
            String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
            try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return postgres.jdbcUrl(name);
        }

        @Override
        public void close() throws IOException {
            postgres.close();
            delete(directory);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Cluster used = own
                ? Cluster.start()
                : context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(TestServer.class))
                        .computeIfAbsent(Cluster.class, _ -> Cluster.start(), Cluster.class);
        cluster = used;
        String url = used.newDatabase();
        databaseUrl = url;
        database = Database.open(url);
        if (context.getRequiredTestClass().isAnnotationPresent(HashPartitioned.class)) {
            Partitions.make(url);
        }
        Backend started = Backend.start(
                database, settings(limits, maskSystem), new PgBus(database), CheapPasswords.create(), clock);
        backend = started;
        client = new ApiClient(started.url());
    }

    public static Backend.Settings settings() {
        return settings(Limits.DEFAULT, false);
    }

    /// On a free port, without workers.
    private static Backend.Settings settings(Limits limits, boolean maskSystem) {
        return new Backend.Settings(
                "127.0.0.1", 0, JWT_SECRET, SERVICE_KEY, maskSystem, Optional.empty(), Optional.empty(), limits);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        requireNonNull(backend).close();
        requireNonNull(database).close();
        if (own) {
            requireNonNull(cluster).close();
        }
        requireNonNull(client).close();
    }

    public TestClock clock() {
        return clock;
    }

    public Database database() {
        return requireNonNull(database);
    }

    /// With user and password.
    public String databaseUrl() {
        return databaseUrl;
    }

    public Backend backend() {
        return requireNonNull(backend);
    }

    /// Without `/api/v1`.
    public String url() {
        return backend().url();
    }

    /// Adds a user with [#PASSWORD] and returns the id.
    public String user(String email) {
        return new Provision(new Accounts(database()), CheapPasswords.create()).user(email, PASSWORD);
    }

    public void project(String id, String ownerEmail) {
        if (!new Provision(database()).project(id, ownerEmail, "Project " + id, Optional.empty())) {
            throw new IllegalArgumentException("no such user");
        }
    }

    public Api.Tokens login(String email) {
        Reply reply = post("/auth/login", "", new Api.Login(email, PASSWORD));
        return Json.MAPPER.treeToValue(reply.body(), Api.Tokens.class);
    }

    /// What came back.
    public record Reply(int status, JsonNode body, Map<String, String> headers) {
        public String code() {
            return body.path("error").path("code").asString("");
        }
    }

    /// @param token bearer token, or empty for none
    public Reply get(String path, String token, String... headers) {
        return send("GET", path, token, new byte[0], headers);
    }

    public Reply post(String path, String token, Object body) {
        return send("POST", path, token, ApiClient.json(body));
    }

    public Reply put(String path, String token, Object body) {
        return send("PUT", path, token, ApiClient.json(body));
    }

    /// Sends anything and holds the answer against the description of the API.
    public Reply send(String method, String path, String token, byte[] body, String... headers) {
        return requireNonNull(client).send(method, path, token, body, headers);
    }
}
