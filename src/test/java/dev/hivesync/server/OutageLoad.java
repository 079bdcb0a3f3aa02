package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import tools.jackson.databind.JsonNode;

/// Writers and readers of one project that are at work before, during and after a fault, and what they were told.
final class OutageLoad {

    /// Far below the 30 s that a hanging request would take, far above what an answer needs on a busy machine.
    static final Duration QUICK = Duration.ofSeconds(12);

    /// What the contract does not time, on a machine that has other things to do.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int WRITERS = 4;
    private static final String KEY = TestServer.SERVICE_KEY;

    private final List<ApiClient> instances;
    private final String project;
    private final String token;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Queue<Duration> times = new ConcurrentLinkedQueue<>();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private volatile boolean done;

    /// @param instances asked by turns
    /// @param token of the project's owner
    OutageLoad(List<ApiClient> instances, String project, String token) {
        this.instances = List.copyOf(instances);
        this.project = project;
        this.token = token;
    }

    @FunctionalInterface
    interface Fault {
        void happen() throws Exception;
    }

    /// Lets `fault` happen, and holds the load to the contract: a quick 503, service again within 10 s of the
    /// fault's end, and all that was acknowledged there, once.
    void during(Fault fault) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                ApiClient instance = instances.get(writer % instances.size());
                String prefix = project + "-" + writer + "-";
                all.add(threads.submit(() -> {
                    for (int i = 0; !done; i++) {
                        write(instance, prefix + i);
                    }
                    return null;
                }));
            }
            for (ApiClient instance : instances) {
                all.add(threads.submit(() -> {
                    while (!done) {
                        timed(() -> instance.get("/notifications?limit=1", token));
                    }
                    return null;
                }));
            }
            try {
                await().atMost(PATIENCE).until(() -> acknowledged.size() > 20);
                fault.happen();
                instances.forEach(OutageLoad::healthyAgain);
                int before = acknowledged.size();
                await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 20);
            } finally {
                done = true;
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(statuses).contains(201, 503).isSubsetOf(200, 201, 503);
        assertThat(times).allSatisfy(took -> assertThat(took).isLessThan(QUICK));
        assertThat(refused).isNotEmpty();
        // Who was refused tries again under the same key.
        Set.copyOf(refused).forEach(key -> write(instances.getFirst(), key));
        for (ApiClient instance : instances) {
            assertThat(stored(instance)).containsAll(acknowledged.values());
        }
    }

    /// Returns when somebody was refused.
    void awaitRefusal() {
        await().atMost(QUICK).until(() -> statuses.contains(503));
    }

    private void write(ApiClient instance, String key) {
        TestServer.Reply reply = timed(() -> instance.post(
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

    private Set<String> stored(ApiClient instance) {
        List<String> ids = new ArrayList<>();
        List<String> jobs = new ArrayList<>();
        for (JsonNode row : rows(instance, token)) {
            if (row.path("type").asString().equals("ai_job_started")) {
                ids.add(row.path("notification_id").asString());
                jobs.add(row.at("/payload/job_id").asString());
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(jobs).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
        return new TreeSet<>(ids);
    }

    /// All that a user has, page by page.
    static List<JsonNode> rows(ApiClient instance, String token) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = instance.get("/notifications?limit=500&since=" + cursor, token)
                    .body();
            page.path("notifications").forEach(rows::add);
            cursor = page.path("next_cursor").asString();
            more = page.path("has_more").booleanValue();
        }
        return rows;
    }

    private static void healthyAgain(ApiClient instance) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            TestServer.Reply deep = instance.get("/health/deep", KEY);
            return deep.status() == 200 && deep.body().path("status").asString().equals("ok");
        });
    }
}
