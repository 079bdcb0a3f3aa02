package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.api.ShortToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/// PostgreSQL stops answering for a while: whoever asks is told so soon, and service returns by itself.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGSTOP")
class DatabaseHangTest {

    @RegisterExtension
    static final TestServer server = TestServer.onItsOwnCluster();

    private static final String KEY = TestServer.SERVICE_KEY;

    @Test
    void six_seconds_without_the_database() throws Exception {
        hang(Duration.ofSeconds(6));
    }

    @Tag("faults")
    @Test
    void thirty_seconds_without_the_database() throws Exception {
        hang(Duration.ofSeconds(30));
    }

    private static void hang(Duration time) throws Exception {
        PostgresProcess postgres = new PostgresProcess(server);
        String name = "hang-" + time.toSeconds();
        server.user(name + "@example.org");
        server.project("p-" + name, name + "@example.org");
        String token = server.login(name + "@example.org").accessToken();
        try (ApiClient client = new ApiClient(server.url())) {
            OutageLoad load = new OutageLoad(List.of(client), "p-" + name, token);
            load.during(() -> {
                List<Long> halted = postgres.halt();
                try {
                    long start = System.nanoTime();
                    load.awaitRefusal();
                    everyOperationSaysSo();
                    await().atMost(time.plus(OutageLoad.QUICK)).until(() -> System.nanoTime() - start > time.toNanos());
                } finally {
                    postgres.resume(halted);
                }
            });
        }
    }

    /// Each operation that needs the database, all at once.
    private static void everyOperationSaysSo() throws Exception {
        String token = ShortToken.of("u-nobody", TestServer.JWT_SECRET, server.clock(), Duration.ofMinutes(5));
        record Call(String method, String path, String credential, String body) {}
        List<Call> calls = List.of(
                new Call("POST", "/auth/login", "", "{\"email\":\"a@example.org\",\"password\":\"x\"}"),
                new Call("POST", "/auth/refresh", "", "{\"refresh_token\":\"dQ.x\"}"),
                new Call("POST", "/auth/logout", token, ""),
                new Call("GET", "/auth/me", token, ""),
                new Call("GET", "/projects", token, ""),
                new Call("GET", "/notifications?since=", token, ""),
                new Call("POST", "/notifications/mark_read", token, "{\"up_to\":1}"),
                new Call("POST", "/notifications/mark_unread", token, "{\"notification_ids\":[]}"),
                new Call("POST", "/notifications/x/read", token, ""),
                new Call("GET", "/ai/jobs/x", token, ""),
                new Call("POST", "/ai/jobs", token, "{\"project_id\":\"p\",\"action\":\"a\"}"),
                new Call("PUT", "/ai/jobs/x", KEY, "{\"project_id\":\"p\",\"action\":\"a\",\"status\":\"queued\"}"),
                new Call("POST", "/repo/sync", token, "{\"project_id\":\"p\"}"),
                new Call("GET", "/health/deep", KEY, ""));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TestServer.Reply>> replies = calls.stream()
                    .map(call -> threads.submit(() -> server.send(
                            call.method(),
                            call.path(),
                            call.credential(),
                            call.body().getBytes(StandardCharsets.UTF_8))))
                    .toList();
            for (int i = 0; i < calls.size(); i++) {
                assertThat(replies.get(i).get().status())
                        .as(calls.get(i).path())
                        .isEqualTo(503);
            }
        }
        assertThat(server.get("/health", "").status()).isEqualTo(200);
        assertThat(server.get("/metrics", KEY).body().stringValue())
                .contains("hivesync_database_up 0", "route=\"GET /api/v1/projects\",status=\"503\"");
    }
}
