package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.store.Database;
import dev.hivesync.server.worker.TestRepository;
import dev.hivesync.wire.NotificationType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// PostgreSQL dies while events are handed in, jobs run and clients listen, and comes back.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGKILL")
class DatabaseCrashTest {

    @RegisterExtension
    static final TestServer server = TestServer.onItsOwnCluster();

    private static final String KEY = TestServer.SERVICE_KEY;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory = Path.of("");

    private static String newUser(String name, Path repository) {
        server.user(name + "@example.org");
        new Provision(server.database())
                .project("p-" + name, name + "@example.org", name, Optional.of(repository.toString()));
        return server.login(name + "@example.org").accessToken();
    }

    @Test
    void a_crash_of_the_database_and_its_recovery() throws Exception {
        String token = newUser("crash", directory);
        try (ApiClient client = new ApiClient(server.url())) {
            OutageLoad load = new OutageLoad(List.of(client), "p-crash", token);
            load.during(() -> {
                new PostgresProcess(server).crash();
                load.awaitRefusal();
            });
        }
    }

    /// An instance with workers of its own.
    private Backend instance(String name, Deque<AutoCloseable> parts) throws Exception {
        Database database = Database.open(server.databaseUrl());
        parts.push(database);
        Backend.Settings plain = TestServer.settings();
        Backend backend = Backend.start(
                database,
                new Backend.Settings(
                        plain.host(),
                        plain.port(),
                        plain.jwtSecret(),
                        plain.serviceKey(),
                        plain.maskSystem(),
                        Optional.of(directory.resolve(name)),
                        Optional.empty(),
                        plain.limits()),
                server.clock());
        parts.push(backend);
        return backend;
    }

    @Test
    void two_instances_and_their_workers_outlive_a_killed_postmaster() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "its command line is read from /proc");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        repository.commit("a.txt");
        String token = newUser("kill", repository.directory());
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        Queue<String> syncs = new ConcurrentLinkedQueue<>();
        try {
            Backend a = instance("a", parts);
            Backend b = instance("b", parts);
            ApiClient atA = new ApiClient(a.url());
            parts.push(atA);
            ApiClient atB = new ApiClient(b.url());
            parts.push(atB);
            await().atMost(PATIENCE).until(() -> a.hears() && b.hears());
            LiveClient live = LiveClient.connect(b, token);
            parts.push(live);
            announcePreview(atA);

            OutageLoad load = new OutageLoad(List.of(atA, atB), "p-kill", token);
            load.during(() -> {
                for (int i = 0; i < 20; i++) {
                    syncs.add(sync(i % 2 == 0 ? atA : atB, token));
                }
                // In the midst of the jobs.
                await().atMost(PATIENCE).until(() -> has(atA, token, done(syncs.element())));
                List<String> command = new PostgresProcess(server).kill();
                load.awaitRefusal();
                PostgresProcess.startAgain(
                        command, () -> atA.get("/health/deep", KEY).status() == 200);
            });
            syncs.add(sync(atA, token));
            // Past the preview's end, and past the lease of a job whose worker never heard that it has it.
            server.clock().advance(Duration.ofMinutes(6));
            syncs.forEach(id -> await().atMost(PATIENCE).until(() -> has(atB, token, done(id))));
            assertThat(OutageLoad.rows(atB, token).stream()
                            .filter(row -> row.path("type").asString().equals("repo_sync_success"))
                            .map(row -> row.at("/payload/sync_id").asString()))
                    .doesNotHaveDuplicates();
            await().atMost(PATIENCE).until(() -> has(atB, token, type(NotificationType.PREVIEW_EXPIRED)));

            long revision = write(atA);
            await().atMost(PATIENCE).until(() -> live.revision() >= revision);
        } finally {
            Closing.all(parts);
        }
    }

    private static void announcePreview(ApiClient instance) {
        Instant soon = server.clock().instant().plusSeconds(90);
        assertThat(instance.post(
                                "/notifications",
                                KEY,
                                Map.of(
                                        "type",
                                        "preview_ready",
                                        "project_id",
                                        "p-kill",
                                        "payload",
                                        Map.of(
                                                "preview_token",
                                                "T1",
                                                "platform",
                                                "ios",
                                                "expires_at",
                                                soon.toString())))
                        .status())
                .isEqualTo(201);
    }

    private static String sync(ApiClient instance, String token) {
        TestServer.Reply reply = instance.post("/repo/sync", token, Map.of("project_id", "p-kill"));
        assertThat(reply.status()).isEqualTo(202);
        return reply.body().path("sync_id").asString();
    }

    private static Predicate<JsonNode> type(NotificationType type) {
        return row -> row.path("type").asString().equals(type.wireName());
    }

    private static Predicate<JsonNode> done(String syncId) {
        return type(NotificationType.REPO_SYNC_SUCCESS)
                .and(row -> row.at("/payload/sync_id").asString().equals(syncId));
    }

    private static boolean has(ApiClient instance, String token, Predicate<JsonNode> wanted) {
        return OutageLoad.rows(instance, token).stream().anyMatch(wanted);
    }

    /// @return the revision after it
    private static long write(ApiClient instance) {
        instance.post(
                "/notifications",
                KEY,
                Map.of(
                        "type", "repo_sync_started",
                        "project_id", "p-kill",
                        "payload", Map.of("sync_id", "after", "commit", "abc1234")));
        return server.database()
                .read(handle -> handle.createQuery(
                                "SELECT revision FROM user_revision JOIN projects ON owner = user_id WHERE project_id"
                                        + " = 'p-kill'")
                        .mapTo(Long.class)
                        .one());
    }
}
