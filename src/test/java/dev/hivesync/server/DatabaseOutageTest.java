package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.api.ShortToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// PostgreSQL hangs, or dies and comes back, while events are handed in: the answer is a quick 503, service returns by
/// itself, and nothing that was acknowledged is lost or stored twice.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGSTOP")
class DatabaseOutageTest {

    @RegisterExtension
    static final TestServer server = TestServer.onItsOwnCluster();

    /// Far below the 30 s that a hanging request would take, far above what an answer needs on a busy machine.
    private static final Duration QUICK = Duration.ofSeconds(12);

    private static final int WRITERS = 4;
    private static final String KEY = TestServer.SERVICE_KEY;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Queue<Duration> times = new ConcurrentLinkedQueue<>();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private volatile boolean done;

    @Test
    void six_seconds_without_the_database() throws Exception {
        hang(Duration.ofSeconds(6));
    }

    @Tag("faults")
    @Test
    void thirty_seconds_without_the_database() throws Exception {
        hang(Duration.ofSeconds(30));
    }

    private void hang(Duration time) throws Exception {
        during("hang-" + time.toSeconds(), () -> {
            List<Long> processes = processes();
            signal("-STOP", processes);
            try {
                long start = System.nanoTime();
                await().atMost(QUICK).until(() -> statuses.contains(503));
                everyOperationSaysSo();
                await().atMost(time.plus(QUICK)).until(() -> System.nanoTime() - start > time.toNanos());
            } finally {
                signal("-CONT", processes);
            }
        });
        assertThat(times).allSatisfy(took -> assertThat(took).isLessThan(QUICK));
    }

    @Test
    void a_crash_of_the_database_and_its_recovery() throws Exception {
        during("crash", () -> {
            // One backend that dies by force takes all with it, and PostgreSQL recovers from its log.
            long victim = server.database()
                    .read(handle -> handle.createQuery("SELECT pg_backend_pid()")
                            .mapTo(Long.class)
                            .one());
            signal("-KILL", List.of(victim));
            await().atMost(QUICK).until(() -> statuses.contains(503));
        });
        assertThat(times).allSatisfy(took -> assertThat(took).isLessThan(QUICK));
    }

    @Test
    void a_killed_postmaster_that_is_started_again_on_its_data() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "its command line is read from /proc");
        server.user("live@example.org");
        server.project("p-live", "live@example.org");
        try (LiveClient live = LiveClient.connect(
                server.backend(), server.login("live@example.org").accessToken())) {
            during("kill", () -> {
                long old = server.postmaster();
                List<String> command = commandLine(old);
                signal("-KILL", List.of(old));
                await().atMost(QUICK).until(() -> statuses.contains(503));
                // Its children see that it is gone and end by themselves; until then the data is in use.
                await().atMost(QUICK).until(() -> {
                    startAgain(command);
                    return server.get("/health/deep", KEY).status() == 200;
                });
            });
            write("p-live", "after-the-kill");
            await().atMost(QUICK).until(() -> live.revision() >= 1);
        }
        assertThat(times).allSatisfy(took -> assertThat(took).isLessThan(QUICK));
    }

    private static List<String> commandLine(long pid) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0")));
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            // PostgreSQL refuses to run as root.
            command.addAll(0, List.of("unshare", "-U"));
        }
        return command;
    }

    /// Returns when it accepts connections, or when it has ended.
    private static void startAgain(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(QUICK)
                .until(() ->
                        !process.isAlive() || server.get("/health/deep", KEY).status() == 200);
    }

    @FunctionalInterface
    private interface Fault {
        void happen() throws Exception;
    }

    /// Writers and readers at work before, during and after the fault.
    private void during(String name, Fault fault) throws Exception {
        String email = name + "@example.org";
        server.user(email);
        server.project("p-" + name, email);
        String token = server.login(email).accessToken();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = name + "-" + writer + "-";
                all.add(threads.submit(() -> {
                    for (int i = 0; !done; i++) {
                        write("p-" + name, prefix + i);
                    }
                    return null;
                }));
            }
            all.add(threads.submit(() -> {
                while (!done) {
                    timed(() -> server.get("/notifications?limit=1", token));
                }
                return null;
            }));
            try {
                await().until(() -> acknowledged.size() > 20);
                fault.happen();
                healthyAgain();
                int before = acknowledged.size();
                await().until(() -> acknowledged.size() > before + 20);
            } finally {
                done = true;
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(statuses).contains(201, 503).isSubsetOf(200, 201, 503);
        assertThat(refused).isNotEmpty();
        // Who was refused tries again under the same key.
        Set.copyOf(refused).forEach(key -> write("p-" + name, key));
        assertThat(stored(token)).isEqualTo(new TreeSet<>(acknowledged.values()));
    }

    private void write(String project, String key) {
        TestServer.Reply reply = timed(() -> server.post(
                "/notifications",
                KEY,
                Map.of(
                        "type",
                        "ai_job_started",
                        "project_id",
                        project,
                        "payload",
                        Map.of("job_id", key, "action", "explain"),
                        "idempotency_key",
                        key)));
        if (reply.status() == 503) {
            refused.add(key);
        } else {
            acknowledged.put(key, reply.body().path("notification_id").asString());
        }
    }

    private TestServer.Reply timed(Supplier<TestServer.Reply> call) {
        long start = System.nanoTime();
        TestServer.Reply reply = call.get();
        times.add(Duration.ofNanos(System.nanoTime() - start));
        statuses.add(reply.status());
        return reply;
    }

    private static Set<String> stored(String token) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = server.get("/notifications?limit=500&since=" + cursor, token)
                    .body();
            page.path("notifications")
                    .forEach(row -> ids.add(row.path("notification_id").asString()));
            cursor = page.path("next_cursor").asString();
            more = page.path("has_more").booleanValue();
        }
        assertThat(ids).doesNotHaveDuplicates();
        return new TreeSet<>(ids);
    }

    private static void healthyAgain() {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            TestServer.Reply deep = server.get("/health/deep", KEY);
            return deep.status() == 200 && deep.body().path("status").asString().equals("ok");
        });
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

    private static List<Long> processes() {
        ProcessHandle postmaster = ProcessHandle.of(server.postmaster()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void signal(String signal, List<Long> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(pid -> command.add(pid.toString()));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
