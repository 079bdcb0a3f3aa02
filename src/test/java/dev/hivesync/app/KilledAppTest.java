package dev.hivesync.app;

import static dev.hivesync.inbox.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.server.TestServer;
import dev.hivesync.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole program, killed again and again beside a real server that goes on writing: in the end the two agree.
@NullMarked
@Tag("faults")
@Timeout(480)
class KilledAppTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final int KILLS = 20;
    private static final int LATEST_KILL_MILLIS = 2_500;

    @TempDir
    private Path home;

    private final Set<String> marked = new HashSet<>();

    @Test
    void twenty_kills_leave_the_inbox_equal_to_the_server() throws Exception {
        SERVER.user("kill@example.com");
        SERVER.project("proj-kill", "kill@example.com");
        String token = SERVER.login("kill@example.com").accessToken();
        Path tokenFile = home.resolve("token");
        Files.writeString(tokenFile, token);
        RandomGenerator random = new SplittableRandom(11);
        for (int kill = 0; kill < KILLS; kill++) {
            ingest(kill, 12);
            mark(random);
            try (Program app = start(tokenFile)) {
                // From before the inbox is open to the midst of syncing.
                assertThat(new Semaphore(0).tryAcquire(random.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS))
                        .isFalse();
                app.kill();
            }
            InboxState left = Inbox.peek(new Home(home).inbox());
            assertThat(left.disk().rebuilt())
                    .as("kill %d damaged nothing", kill)
                    .isNull();
            assertThat(left.entries().values())
                    .filteredOn(entry -> marked.contains(entry.id()))
                    .as("marks after kill %d", kill)
                    .allSatisfy(entry -> assertThat(entry.read()).isTrue());
        }
        Map<String, Boolean> truth = new HashMap<>();
        try (Program app = start(tokenFile)) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        assertThat(app.running()).isTrue();
                        truth.clear();
                        truth.putAll(server(token));
                        assertThat(truth.entrySet().stream()
                                        .filter(Map.Entry::getValue)
                                        .map(Map.Entry::getKey))
                                .containsAll(marked);
                        assertThat(state()).isEqualTo(truth);
                    });
            assertThat(app.terminate().err()).isEmpty();
        }
        assertThat(truth).hasSize(KILLS * 12);
        assertThat(state()).isEqualTo(truth);
    }

    private Program start(Path tokenFile) throws Exception {
        return Program.start(
                home, Map.of(), "--server", SERVER.url(), "--token-file", tokenFile.toString(), "--headless");
    }

    private static void ingest(int round, int count) {
        for (int i = 0; i < count; i++) {
            TestServer.Reply reply = SERVER.post(
                    "/notifications",
                    TestServer.SERVICE_KEY,
                    Map.of(
                            "project_id",
                            "proj-kill",
                            "type",
                            "ai_job_completed",
                            "payload",
                            Map.of(
                                    "job_id",
                                    "job-" + round + "-" + i,
                                    "project_id",
                                    "proj-kill",
                                    "action",
                                    "document_function"),
                            "idempotency_key",
                            round + "-" + i));
            assertThat(reply.status()).isEqualTo(201);
        }
    }

    /// Marks a few as the user would, durably; the app that starts next has to send them.
    private void mark(RandomGenerator random) throws Exception {
        try (Inbox inbox = Inbox.open(new Home(home).inbox(), InstantSource.fixed(NOW))) {
            List<String> ids = new ArrayList<>(inbox.state().entries().keySet());
            if (ids.isEmpty()) {
                return;
            }
            Set<String> some = Set.of(ids.get(random.nextInt(ids.size())));
            var _ = inbox.submit(new Fact.Read(some)).join();
            marked.addAll(some);
        }
    }

    /// By id, whether it is read.
    private static Map<String, Boolean> server(String token) {
        Map<String, Boolean> rows = new HashMap<>();
        JsonNode page = SERVER.get("/notifications?since=&limit=500", token).body();
        assertThat(page.path("has_more").booleanValue()).isFalse();
        page.path("notifications")
                .forEach(row -> rows.put(
                        row.path("notification_id").stringValue(),
                        !row.path("read_at").isNull()));
        return rows;
    }

    private Map<String, Boolean> state() throws Exception {
        Program.Ended ended = Program.run(home, "state", "--json");
        assertThat(ended.code()).as("%s", ended).isZero();
        JsonNode state = Json.MAPPER.readTree(String.join("", ended.out()));
        Map<String, Boolean> rows = new HashMap<>();
        state.path("notifications")
                .forEach(row -> rows.put(
                        row.path("notification_id").stringValue(),
                        !row.path("read_at").isNull()));
        return rows;
    }
}
