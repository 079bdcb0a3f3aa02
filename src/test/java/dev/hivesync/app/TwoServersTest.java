package dev.hivesync.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.ApiClient;
import dev.hivesync.server.LiveClient;
import dev.hivesync.server.TestServer;
import dev.hivesync.server.TestServer.Reply;
import dev.hivesync.server.api.HttpApi;
import dev.hivesync.wire.Json;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Two processes of `hivesync server` on one PostgreSQL, asked from outside as any client asks: what one is told, the
/// other knows.
@NullMarked
@Tag("faults")
class TwoServersTest {

    private static final String KEY = "two-servers-service-key-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// For its database alone.
    @RegisterExtension
    static final TestServer server = new TestServer();

    @TempDir
    static Path home = Path.of("");

    private static @Nullable Program first;
    private static @Nullable Program second;
    private static ApiClient a = new ApiClient("");
    private static ApiClient b = new ApiClient("");

    private String email = "";
    private String project = "";
    private String token = "";
    private String refreshToken = "";

    @BeforeAll
    static void start() throws Exception {
        first = server("a");
        second = server("b");
        a = new ApiClient(url(first));
        b = new ApiClient(url(second));
    }

    private static Program server(String name) throws Exception {
        return Program.start(home.resolve(name), environment(), "server", "--port", "0", "--database", database());
    }

    private static Map<String, String> environment() {
        return Map.of(
                "JWT_SECRET",
                "two-servers-jwt-secret-0123456789abcdef0123456789",
                "SERVICE_KEY",
                KEY,
                "MASK_SYSTEM",
                "true",
                "RATE_POLL",
                "60",
                "RATE_INGEST_USER",
                "5",
                "RATE_LOGIN_ACCOUNT",
                "4");
    }

    private static String database() {
        return server.databaseUrl();
    }

    private static String url(Program program) {
        String said = "HiveSync server at ";
        await().atMost(PATIENCE)
                .until(() -> !program.running() || program.out().stream().anyMatch(line -> line.startsWith(said)));
        assertThat(program.running()).as("%s", program.err()).isTrue();
        return program.out().stream()
                .filter(line -> line.startsWith(said))
                .findFirst()
                .orElseThrow()
                .substring(said.length());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        a.close();
        b.close();
        for (Program program : List.of(requireNonNull(first), requireNonNull(second))) {
            assertThat(program.terminate().code()).isZero();
            assertThat(program.err()).isEmpty();
        }
    }

    @BeforeEach
    void signIn() {
        email = UUID.randomUUID() + "@example.org";
        server.user(email);
        project = "p-" + UUID.randomUUID();
        server.project(project, email);
        Reply signedIn = a.post("/auth/login", "", Map.of("email", email, "password", TestServer.PASSWORD));
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body().path("token_type").asString()).isEqualTo("bearer");
        assertThat(signedIn.body().path("expires_in").intValue()).isEqualTo(1_800);
        assertThat(signedIn.body().at("/user/email").asString()).isEqualTo(email);
        token = signedIn.body().path("access_token").asString();
        refreshToken = signedIn.body().path("refresh_token").asString();
    }

    private Reply ingest(ApiClient instance, String credential, @Nullable String key) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "type",
                "ai_job_completed",
                "project_id",
                project,
                "payload",
                Map.of("job_id", "j-1", "action", "explain")));
        if (key != null) {
            body.put("idempotency_key", key);
        }
        return instance.post("/notifications", credential, body);
    }

    private String written(ApiClient instance) {
        Reply reply = ingest(instance, KEY, null);
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().path("notification_id").asString();
    }

    private static Reply refresh(ApiClient instance, String spent) {
        return instance.post("/auth/refresh", "", Map.of("refresh_token", spent));
    }

    private static String refreshed(ApiClient instance, String spent) {
        Reply reply = refresh(instance, spent);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(instance.get("/auth/me", reply.body().path("access_token").asString())
                        .status())
                .isEqualTo(200);
        return reply.body().path("refresh_token").asString();
    }

    @Test
    void a_refresh_token_spent_at_one_is_spent_at_the_other() {
        String successor = refreshed(a, refreshToken);
        // The answer may have been lost: once more, at the other instance.
        String again = refreshed(b, refreshToken);
        assertThat(again).isNotEqualTo(successor);
        String third = refreshed(a, again);
        // One of its successors was used: whoever comes with it now is somebody else.
        assertThat(refresh(b, refreshToken).code()).isEqualTo("UNAUTHENTICATED");
        assertThat(refresh(a, third).status()).isEqualTo(401);
    }

    @Test
    void after_half_a_minute_a_spent_one_ends_the_session() {
        String successor = refreshed(a, refreshToken);
        server.database()
                .write(handle -> handle.execute(
                        "UPDATE refresh_tokens SET spent_at = spent_at - interval '31 s' WHERE spent_at IS NOT NULL"));
        assertThat(refresh(b, refreshToken).status()).isEqualTo(401);
        assertThat(refresh(b, successor).status()).isEqualTo(401);
    }

    @Test
    void changes_come_by_cursor_304_and_410_from_either() {
        String one = written(a);
        Reply all = b.get("/notifications?since=", token);
        assertThat(all.body().at("/notifications/0/notification_id").asString()).isEqualTo(one);
        String cursor = all.body().path("next_cursor").asString();
        String etag = requireNonNull(all.headers().get("ETag"));
        for (ApiClient instance : List.of(a, b, a, b)) {
            Reply unchanged = instance.get("/notifications?since=" + cursor, token, "If-None-Match", etag);
            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(unchanged.headers()).containsEntry("ETag", etag).containsKey("X-Correlation-Id");
        }
        String two = written(b);
        await().atMost(PATIENCE)
                .until(() -> a.get("/notifications?since=" + cursor, token, "If-None-Match", etag)
                                .status()
                        == 200);
        Reply changed = a.get("/notifications?since=" + cursor, token);
        assertThat(changed.body().path("notifications")).hasSize(1);
        assertThat(changed.body().at("/notifications/0/notification_id").asString())
                .isEqualTo(two);

        server.database().write(handle -> handle.execute("UPDATE user_revision SET pruned = revision"));
        assertThat(b.get("/notifications?since=" + cursor, token).code()).isEqualTo("CURSOR_EXPIRED");
        assertThat(b.get("/notifications?since=" + cursor + "x", token).code()).isEqualTo("INVALID_CURSOR");
    }

    private JsonNode mark(ApiClient instance, String call, Object body) {
        Reply reply = instance.post("/notifications/" + call, token, body);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }

    @Test
    void marks_of_every_form_are_seen_by_both() {
        List<String> ids = List.of(written(a), written(b), written(a), written(b));
        JsonNode some = mark(a, "mark_read", Map.of("notification_ids", ids.subList(0, 2)));
        assertThat(some.path("marked").intValue()).isEqualTo(2);
        assertThat(some.path("unread_count").intValue()).isEqualTo(2);
        assertThat(some.path("revision").longValue()).isEqualTo(6);
        JsonNode again = mark(b, "mark_read", Map.of("notification_ids", ids.subList(0, 2)));
        assertThat(again.path("marked").intValue()).isZero();
        assertThat(b.get("/notifications?since=&unread=false", token).body().at("/notifications/0/read_at"))
                .isEqualTo(some.path("read_at"));

        assertThat(mark(b, ids.get(2) + "/read", "").path("marked").intValue()).isOne();
        assertThat(mark(a, "mark_unread", Map.of("notification_ids", List.of(ids.get(2))))
                        .path("read_at")
                        .isNull())
                .isTrue();
        long now = a.get("/notifications?limit=1", token)
                .body()
                .path("notifications")
                .path(0)
                .path("revision")
                .longValue();
        assertThat(mark(b, "mark_read", Map.of("up_to", now)).path("marked").intValue())
                .isOne();
        assertThat(mark(a, "mark_read", Map.of("up_to", Long.MAX_VALUE))
                        .path("unread_count")
                        .intValue())
                .isZero();
    }

    @Test
    void one_key_is_one_notification_at_both() {
        Reply stored = ingest(a, KEY, "once");
        assertThat(stored.status()).isEqualTo(201);
        Reply repeated = ingest(b, KEY, "once");
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(stored.body());
        assertThat(b.get("/notifications", token).body().path("notifications")).hasSize(1);
    }

    @Test
    void a_live_client_of_one_hears_what_is_written_at_the_other() {
        try (LiveClient live = LiveClient.connect(b.url(), token)) {
            written(a);
            await().atMost(PATIENCE).until(() -> live.revision() == 1);
            mark(a, "mark_read", Map.of("up_to", 1));
            await().atMost(PATIENCE).until(() -> live.revision() == 2);
        }
    }

    @Test
    void limits_say_when_to_come_back() {
        for (int i = 0; i < 5; i++) {
            assertThat(ingest(a, token, null).status()).isEqualTo(201);
        }
        Reply tooMany = ingest(a, token, null);
        assertThat(tooMany.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(requireNonNull(tooMany.headers().get("Retry-After"))))
                .isBetween(1, 12);
        int status = 200;
        for (int i = 0; i < 70 && status == 200; i++) {
            status = a.get("/notifications?limit=1", token).status();
        }
        assertThat(status).isEqualTo(429);
        for (int i = 0; i < 5; i++) {
            status = a.post("/auth/login", "", Map.of("email", email, "password", "wrong"))
                    .status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void system_notices_are_masked_and_operations_tell_their_state() throws Exception {
        Reply broadcast = a.post(
                "/notifications",
                KEY,
                Map.of("type", "system_health_issue", "payload", Map.of("message", "Disk 3 of db-7 is full.")));
        assertThat(broadcast.status()).isEqualTo(202);
        assertThat(b.get("/notifications?type=system_health_issue&limit=1", token)
                        .body()
                        .at("/notifications/0/payload/message")
                        .asString())
                .isNotEmpty()
                .doesNotContain("Disk");
        await().atMost(PATIENCE)
                .until(() -> Files.readString(home.resolve("a/logs/server/hivesync.log"))
                        .contains("Disk 3 of db-7 is full."));
        for (ApiClient instance : List.of(a, b)) {
            assertThat(instance.get("/health", "").status()).isEqualTo(200);
            assertThat(instance.get("/health/deep", token).status()).isEqualTo(403);
            await().atMost(PATIENCE)
                    .until(() -> instance.get("/health/deep", KEY)
                            .body()
                            .path("status")
                            .asString()
                            .equals("ok"));
            assertThat(instance.get("/metrics", "").body().stringValue())
                    .contains("hivesync_database_up 1", "hivesync_bus_connected 1", "hivesync_worker_up");
            try (InputStream in = requireNonNull(HttpApi.class.getResourceAsStream("openapi.json"))) {
                assertThat(instance.get("/openapi.json", "").body()).isEqualTo(Json.MAPPER.readTree(in));
            }
        }
    }

    @Test
    void without_its_secrets_it_does_not_start_and_says_so() throws Exception {
        for (String missing : List.of("JWT_SECRET", "SERVICE_KEY")) {
            Map<String, String> environment = new HashMap<>(environment());
            environment.put(missing, "");
            refusedAs(environment, missing);
        }
        Map<String, String> brief = new HashMap<>(environment());
        brief.put("JWT_SECRET", "too short");
        refusedAs(brief, "32 bytes");
    }

    /// A server that takes a word it does not know for "no" would show what was to be masked.
    @ParameterizedTest
    @CsvSource({"MASK_SYSTEM, ja", "TRUST_PROXY, 2"})
    void with_a_setting_it_does_not_understand_it_does_not_start_and_names_it(String name, String value)
            throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put(name, value);
        refusedAs(environment, name + " must be ");
    }

    private static void refusedAs(Map<String, String> environment, String why) throws Exception {
        try (Program program =
                Program.start(home.resolve("c"), environment, "server", "--port", "0", "--database", database())) {
            Program.Ended ended = program.ended();
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).singleElement().asString().contains(why);
        }
    }
}
