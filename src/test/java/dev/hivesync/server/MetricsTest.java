package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.Workers;
import dev.hivesync.wire.NotificationType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private static String token = "";

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    private static String scrape() {
        TestServer.Reply reply = server.get("/metrics", TestServer.SERVICE_KEY);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().stringValue();
    }

    /// The value of one series, 0 where there is none.
    private static double value(String series) {
        return scrape().lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static void event(String type, Map<String, String> payload) {
        assertThat(server.post(
                                "/notifications",
                                TestServer.SERVICE_KEY,
                                Map.of("type", type, "project_id", "p-ada", "payload", payload))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void notifications_are_counted_by_type_and_a_repeated_key_once() {
        String ready = "hivesync_notifications_created_total{type=\"preview_ready\"}";
        String queued = "hivesync_notifications_created_total{type=\"ai_job_queued\"}";
        double readyBefore = value(ready);
        double queuedBefore = value(queued);
        event("preview_ready", Map.of("preview_token", "T", "platform", "ios"));
        for (int i = 0; i < 2; i++) {
            Map<String, Object> same = Map.of(
                    "type", "preview_ready",
                    "project_id", "p-ada",
                    "payload", Map.of("preview_token", "T", "platform", "ios"),
                    "idempotency_key", "counted-once");
            server.post("/notifications", TestServer.SERVICE_KEY, same);
        }
        server.post("/ai/jobs", token, Map.of("project_id", "p-ada", "action", "explain"));
        server.put(
                "/ai/jobs/j-metrics",
                TestServer.SERVICE_KEY,
                Map.of("project_id", "p-ada", "action", "explain", "status", "queued"));
        assertThat(value(ready)).isEqualTo(readyBefore + 2);
        assertThat(value(queued)).isEqualTo(queuedBefore + 2);
        // All sixteen are there from the start.
        assertThat(scrape().lines().filter(line -> line.startsWith("hivesync_notifications_created_total{")))
                .hasSize(NotificationType.values().length);
    }

    @Test
    void the_queue_has_the_jobs_that_no_worker_has_taken() {
        Jobs jobs = new Jobs(server.database(), server.clock());
        while (jobs.take(Jobs.Kind.SYNC).isPresent()) {
            // What other tests have left.
        }
        assertThat(value("hivesync_jobs_waiting{kind=\"sync\"}")).isZero();
        server.post("/repo/sync", token, Map.of("project_id", "p-ada"));
        server.post("/repo/sync", token, Map.of("project_id", "p-ada"));
        assertThat(value("hivesync_jobs_waiting{kind=\"sync\"}")).isEqualTo(2);
        jobs.take(Jobs.Kind.SYNC);
        assertThat(value("hivesync_jobs_waiting{kind=\"sync\"}")).isEqualTo(1);
        assertThat(server.get("/health/deep", TestServer.SERVICE_KEY)
                        .body()
                        .at("/queue/sync")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void a_worker_that_falls_silent_degrades_health_and_shows_in_the_metrics() {
        await().until(() -> server.backend().hears());
        Workers workers = new Workers(server.database(), server.clock());
        workers.beat("painter");
        assertThat(value("hivesync_worker_up{worker=\"painter\"}")).isEqualTo(1);
        TestServer.Reply well = server.get("/health/deep", TestServer.SERVICE_KEY);
        assertThat(well.body().path("status").asString()).isEqualTo("ok");

        server.clock().advance(Workers.SILENCE.plus(Duration.ofSeconds(1)));
        assertThat(value("hivesync_worker_up{worker=\"painter\"}")).isZero();
        TestServer.Reply silent = server.get("/health/deep", TestServer.SERVICE_KEY);
        assertThat(silent.status()).isEqualTo(200);
        assertThat(silent.body().path("status").asString()).isEqualTo("degraded");
        assertThat(silent.body().at("/workers/0/status").asString()).isEqualTo("silent");

        workers.beat("painter");
        assertThat(server.get("/health/deep", TestServer.SERVICE_KEY)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("ok");
    }

    @Test
    void bus_database_and_pool_are_there() {
        await().until(() -> value("hivesync_bus_connected") == 1);
        assertThat(value("hivesync_database_up")).isEqualTo(1);
        assertThat(value("hivesync_database_connections_max")).isEqualTo(10);
        assertThat(value("hivesync_database_connections{state=\"idle\"}")
                        + value("hivesync_database_connections{state=\"active\"}"))
                .isBetween(1.0, 10.0);
        assertThat(scrape()).contains("hivesync_database_connections{state=\"waiting\"} ");
    }

    @Test
    void every_answer_is_counted_under_its_route_and_status_errors_too() throws IOException {
        bringAboutErrors();
    }

    private static void bringAboutErrors() throws IOException {
        String jobs = "GET /api/v1/ai/jobs/{job_id}";
        String list = "GET /api/v1/notifications";
        String live = "GET /api/v1/notifications/live";
        Map<String, Integer> before = counts();
        assertThat(server.get("/ai/jobs/secret-id", token).status()).isEqualTo(404);
        assertThat(server.get("/ai/jobs/secret-id", "").status()).isEqualTo(401);
        assertThat(server.get("/ai/jobs/secret-id", TestServer.SERVICE_KEY).status())
                .isEqualTo(403);
        assertThat(server.get("/notifications?limit=x", token).status()).isEqualTo(422);
        assertThat(server.get("/notifications?since=x", token).status()).isEqualTo(400);
        assertThat(server.get("/no/such/secret-place", token).status()).isEqualTo(404);
        assertThat(server.send("DELETE", "/notifications", token, new byte[0]).status())
                .isEqualTo(405);
        assertThat(server.get("/notifications/live", token).status()).isEqualTo(426);
        assertThat(upgrade("rubbish-token"))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("\r\nx-correlation-id: ")
                .contains("{\"error\":{\"code\":\"UNAUTHENTICATED\",")
                .doesNotContainIgnoringCase("Set-Cookie");
        assertThat(upgrade(token)).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("Set-Cookie");
        for (String counted : new String[] {
            jobs + " 404",
            jobs + " 401",
            jobs + " 403",
            list + " 422",
            list + " 400",
            "none 404",
            "none 405",
            live + " 426",
            live + " 401",
            live + " 101"
        }) {
            // An upgrade is counted when its answer is out.
            await(counted)
                    .until(() -> counts().getOrDefault(counted, 0) - before.getOrDefault(counted, 0), one -> one == 1);
        }
    }

    private static Map<String, Integer> counts() {
        return Pattern.compile(
                        "hivesync_http_request_duration_seconds_count\\{route=\"(.*?)\",status=\"(.*?)\"} (\\d+)")
                .matcher(scrape())
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1) + " " + found.group(2), found -> Integer.parseInt(found.group(3))));
    }

    @Test
    void what_no_route_could_see_is_counted_too() throws IOException {
        double before = value("hivesync_http_unparsed_total{status=\"400\"}");
        assertThat(raw("GET /api/v1/health HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(value("hivesync_http_unparsed_total{status=\"400\"}")).isEqualTo(before + 1);
    }

    @Test
    void no_label_holds_an_id_a_token_or_a_path_as_sent() throws IOException {
        bringAboutErrors();
        Map<String, Pattern> allowed = Map.of(
                "route", either(server.backend().routes(), "none"),
                "status", Pattern.compile("[1-5][0-9][0-9]"),
                "type",
                        either(Arrays.stream(NotificationType.values())
                                .map(NotificationType::wireName)
                                .collect(Collectors.toSet())),
                "kind", either(Set.of("ai", "sync")),
                "worker", Pattern.compile("[a-z-]+"),
                "state", either(Set.of("active", "idle", "waiting")),
                "le", Pattern.compile("[0-9.]+|\\+Inf"));
        Set<String> labels = new TreeSet<>();
        for (MatchResult label : LABEL.matcher(scrape()).results().toList()) {
            labels.add(label.group(1));
            assertThat(allowed).containsKey(label.group(1));
            assertThat(label.group(2)).matches(allowed.get(label.group(1)));
        }
        assertThat(labels).contains("route", "status", "type", "kind");
    }

    private static Pattern either(Set<String> values, String... more) {
        return Pattern.compile(Stream.concat(values.stream(), Arrays.stream(more))
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    private static String upgrade(String credential) throws IOException {
        return raw("GET /api/v1/notifications/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + credential
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }

    /// The first bytes of the answer, headers at least.
    private static String raw(String request) throws IOException {
        URI uri = URI.create(server.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            byte[] some = new byte[4_096];
            for (int read = 0; read >= 0 && !answer.toString().contains("\r\n\r\n"); ) {
                read = socket.getInputStream().read(some);
                answer.append(new String(some, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
            }
            return answer.toString();
        }
    }
}
