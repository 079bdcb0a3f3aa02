package dev.hivesync.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.api.Limits;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.NotificationType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The description of the API is true. Every answer in these tests passes through [Contract], as it does in all tests
/// on a [TestServer]; here each status that an operation describes is brought about.
class ApiContractTest {

    @RegisterExtension
    static final TestServer server = new TestServer(new Limits(10_000, 3, 4, 10_000, 20, 0, 90, false));

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] NO_OBJECT = "[]".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TOO_LARGE = ("\"" + "x".repeat(300_000) + "\"").getBytes(StandardCharsets.UTF_8);

    private static String token = "";

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        server.user("bob@example.org");
        server.project("p-bob", "bob@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    private static Stream<String> operations() {
        return Contract.SHARED.operations().stream();
    }

    private static Stream<String> operationsWithBody() {
        return operations().filter(operation -> described(operation).has("requestBody"));
    }

    private static Stream<String> operationsWithCredential() {
        return operations()
                .filter(operation -> !described(operation).path("security").isEmpty());
    }

    private static JsonNode described(String operation) {
        return Contract.SHARED.operation(operation);
    }

    private static TestServer.Reply call(String operation, String credential, byte[] body) {
        String[] parts = operation.split(" ", 2);
        String path = parts[1].replace("/api/v1", "").replaceAll("\\{[a-z_]+}", "some-id");
        return server.send(parts[0], path, credential, body);
    }

    /// The first kind of caller that the operation takes.
    private static String rightful(String operation) {
        JsonNode security = described(operation).path("security");
        return security.isEmpty() ? "" : security.path(0).has("service") ? TestServer.SERVICE_KEY : token();
    }

    @Test
    void every_route_is_described_and_every_description_is_a_route() {
        assertThat(new TreeSet<>(server.backend().routes())).isEqualTo(Contract.SHARED.operations());
    }

    @Test
    void the_description_is_served_to_everybody_and_all_its_references_lead_somewhere() {
        JsonNode document = server.get("/openapi.json", "").body();
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        Set<String> ids = new TreeSet<>(document.findValuesAsString("operationId"));
        assertThat(ids).hasSameSizeAs(Contract.SHARED.operations());
    }

    @ParameterizedTest
    @MethodSource("operationsWithCredential")
    void without_a_credential_and_with_a_bad_one_it_is_401(String operation) {
        assertThat(call(operation, "", NOTHING).status()).isEqualTo(401);
        assertThat(call(operation, "rubbish", NOTHING).code()).isEqualTo("UNAUTHENTICATED");
    }

    @ParameterizedTest
    @MethodSource("operationsWithCredential")
    void with_the_credential_of_other_callers_it_is_403(String operation) {
        if (described(operation).path("security").size() == 2) {
            assertThat(server.post("/notifications", token(), Map.of("type", "system_health_issue"))
                            .status())
                    .isEqualTo(403);
            return;
        }
        String other = rightful(operation).equals(TestServer.SERVICE_KEY) ? token() : TestServer.SERVICE_KEY;
        assertThat(call(operation, other, NOTHING).code()).isEqualTo("FORBIDDEN");
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void what_is_too_large_is_413_and_what_is_no_object_is_422(String operation) {
        assertThat(call(operation, rightful(operation), TOO_LARGE).code()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(call(operation, rightful(operation), NO_OBJECT).code()).isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void another_method_is_405_with_those_that_are_allowed(String operation) {
        TestServer.Reply reply = call(operation.replaceFirst("^[A-Z]+", "DELETE"), rightful(operation), NOTHING);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(reply.headers()).containsKey("X-Correlation-Id");
        assertThat(requireNonNull(reply.headers().get("Allow")).split(", "))
                .contains(operation.split(" ", 2)[0]);
    }

    @ParameterizedTest
    @EnumSource
    void a_notification_of_each_type_has_the_payload_of_its_family(NotificationType type) {
        Map<String, Object> payload = new HashMap<>(Map.of("project_id", "p-bob"));
        String family = switch (type.family()) {
            case AI_JOB -> {
                payload.putAll(Map.of("job_id", "j-1", "action", "explain", "error", "It failed."));
                yield "AiJobPayload";
            }
            case PREVIEW -> {
                payload.putAll(
                        Map.of("preview_token", "T1", "platform", "ios", "expires_at", "2030-01-01T00:00:00+01:00"));
                yield "PreviewPayload";
            }
            case REPO_SYNC -> {
                payload.putAll(Map.of("sync_id", "s-1", "commit", "abc1234", "error", "It failed."));
                yield "RepoSyncPayload";
            }
            case SYSTEM -> {
                payload.putAll(Map.of(
                        "message", "All is well.",
                        "resource", "disk",
                        "starts_at", "2030-01-01T00:00:00Z",
                        "ends_at", "2030-01-01T01:00:00.123456789Z"));
                yield "SystemPayload";
            }
        };
        TestServer.Reply stored = server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of("type", type.wireName(), "project_id", "p-bob", "payload", payload));
        assertThat(stored.status()).isEqualTo(201);
        server.clock().advance(Duration.ofMinutes(2));
        JsonNode row = server.get("/notifications?limit=1", bob())
                .body()
                .path("notifications")
                .path(0);
        assertThat(row.path("type").asString()).isEqualTo(type.wireName());
        Contract.SHARED.validate(family, row.path("payload"));
    }

    private static String bob() {
        return server.login("bob@example.org").accessToken();
    }

    @Test
    void each_described_status_is_brought_about() {
        succeed();
        refuse();
        // Once more for what other tests of this class bring about, in whatever order they run.
        server.clock().advance(Duration.ofMinutes(5));
        operationsWithCredential().forEach(this::without_a_credential_and_with_a_bad_one_it_is_401);
        operationsWithCredential().forEach(this::with_the_credential_of_other_callers_it_is_403);
        operationsWithBody().forEach(this::what_is_too_large_is_413_and_what_is_no_object_is_422);

        Set<String> missing = new TreeSet<>();
        Contract.SHARED
                .operations()
                .forEach(operation -> described(operation)
                        .path("responses")
                        .propertyNames()
                        .forEach(status -> missing.add(status + " " + operation)));
        missing.removeAll(Contract.SHARED.seen());
        // 500 must not happen; 503 is brought about where the database is taken away; JDK clients hide the 101.
        missing.removeIf(one -> one.matches("(500|503|default|101) .*"));
        assertThat(missing).isEmpty();
    }

    private static void succeed() {
        String key = TestServer.SERVICE_KEY;
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(server.get("/health", "").status()).isEqualTo(200);
        assertThat(server.get("/health/deep", key).status()).isEqualTo(200);
        assertThat(server.get("/metrics", key).status()).isEqualTo(200);
        assertThat(server.get("/openapi.json", "").status()).isEqualTo(200);
        assertThat(server.get("/auth/me", token()).status()).isEqualTo(200);
        assertThat(server.get("/projects", token()).status()).isEqualTo(200);

        Map<String, Object> event = Map.of(
                "type", "preview_ready",
                "project_id", "p-ada",
                "payload", Map.of("preview_token", "T", "platform", "ios"),
                "idempotency_key", "once");
        TestServer.Reply stored = server.post("/notifications", key, event);
        assertThat(stored.status()).isEqualTo(201);
        assertThat(server.post("/notifications", key, event).status()).isEqualTo(200);
        assertThat(server.post(
                                "/notifications",
                                key,
                                Map.of("type", "system_health_issue", "payload", Map.of("message", "Hello.")))
                        .status())
                .isEqualTo(202);
        String id = stored.body().path("notification_id").asString();
        List<String> ids = List.of(id);
        assertThat(server.post("/notifications/mark_read", token(), Map.of("notification_ids", ids))
                        .status())
                .isEqualTo(200);
        assertThat(server.post("/notifications/mark_read", token(), Map.of("up_to", 1))
                        .status())
                .isEqualTo(200);
        assertThat(server.post("/notifications/mark_unread", token(), Map.of("notification_ids", ids))
                        .status())
                .isEqualTo(200);
        assertThat(server.post("/notifications/" + id + "/read", token(), "").status())
                .isEqualTo(200);

        TestServer.Reply page = server.get("/notifications?since=&limit=1", token());
        assertThat(page.status()).isEqualTo(200);
        assertThat(server.get(
                                "/notifications",
                                token(),
                                "If-None-Match",
                                requireNonNull(page.headers().get("ETag")))
                        .status())
                .isEqualTo(304);

        assertThat(server.post("/ai/jobs", token(), Map.of("project_id", "p-ada", "action", "explain"))
                        .status())
                .isEqualTo(202);
        assertThat(server.post("/repo/sync", token(), Map.of("project_id", "p-ada"))
                        .status())
                .isEqualTo(202);
        Map<String, Object> result = Map.of(
                "summary",
                "s",
                "explanation",
                "e",
                "changes",
                List.of(Map.of("file", "f", "before", "b", "after", "a")));
        assertThat(server.put(
                                "/ai/jobs/j-contract",
                                key,
                                Map.of("project_id", "p-ada", "action", "a", "status", "completed", "result", result))
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/ai/jobs/j-contract", token()).status()).isEqualTo(200);

        String spare = server.login("ada@example.org").refreshToken();
        TestServer.Reply renewed = server.post("/auth/refresh", "", new Api.Refresh(spare));
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(server.post(
                                "/auth/logout",
                                token(),
                                new Api.Refresh(
                                        renewed.body().path("refresh_token").asString()))
                        .status())
                .isEqualTo(204);
    }

    private static void refuse() {
        String key = TestServer.SERVICE_KEY;
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(server.post("/auth/login", "", new Api.Login("ada@example.org", "wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(server.post("/auth/refresh", "", new Api.Refresh("rubbish")).status())
                .isEqualTo(401);
        assertThat(server.get("/notifications?since=rubbish", token()).code()).isEqualTo("INVALID_CURSOR");
        assertThat(server.get("/notifications?limit=0", token()).code()).isEqualTo("INVALID_INPUT");
        assertThat(server.get("/ai/jobs/none", token()).status()).isEqualTo(404);
        assertThat(server.get("/notifications/live", token()).status()).isEqualTo(426);
        for (String path : List.of("/ai/jobs", "/repo/sync")) {
            assertThat(server.post(path, token(), Map.of("project_id", "none", "action", "a"))
                            .status())
                    .isEqualTo(404);
        }
        Map<String, String> report = Map.of("project_id", "none", "action", "a", "status", "queued");
        assertThat(server.put("/ai/jobs/j-1", key, report).status()).isEqualTo(404);
        assertThat(server.post(
                                "/notifications",
                                key,
                                Map.of("type", "preview_ready", "project_id", "none", "payload", Map.of()))
                        .status())
                .isEqualTo(404);
        server.put("/ai/jobs/j-two", key, Map.of("project_id", "p-ada", "action", "a", "status", "queued"));
        server.project("p-ada-2", "ada@example.org");
        assertThat(server.put("/ai/jobs/j-two", key, Map.of("project_id", "p-ada-2", "action", "a", "status", "queued"))
                        .code())
                .isEqualTo("CONFLICT");

        String cursor =
                server.get("/notifications", token()).body().path("next_cursor").asString();
        server.database().write(handle -> handle.execute("UPDATE user_revision SET pruned = revision + 1"));
        server.database().write(handle -> handle.execute("UPDATE user_revision SET revision = pruned"));
        assertThat(server.get("/notifications?since=" + cursor, token()).code()).isEqualTo("CURSOR_EXPIRED");

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            statuses.add(server.get("/notifications", token()).status());
            statuses.add(server.post("/notifications", token(), "[]").status());
            statuses.add(server.post("/auth/login", "", new Api.Login("eve@example.org", "x"))
                    .status());
        }
        assertThat(statuses.subList(statuses.size() - 3, statuses.size())).containsOnly(429);
    }

    /// Time passes in these tests; a fresh token where the last has ended.
    private static String token() {
        if (server.send("GET", "/auth/me", token, NOTHING).status() == 401) {
            server.clock().advance(Duration.ofMinutes(1));
            token = server.login("ada@example.org").accessToken();
        }
        return token;
    }

    @Test
    void a_live_frame_is_as_described() {
        try (LiveClient client = LiveClient.connect(server.backend(), token())) {
            server.post("/notifications/mark_read", token(), Map.of("up_to", 1_000_000));
            server.put(
                    "/ai/jobs/j-live",
                    TestServer.SERVICE_KEY,
                    Map.of("project_id", "p-ada", "action", "a", "status", "started"));
            await().until(() -> !client.frames().isEmpty());
            for (LiveFrame frame : client.frames()) {
                Contract.SHARED.validate("LiveFrame", Json.MAPPER.valueToTree(frame));
            }
        }
    }

    @Test
    void the_check_itself_refuses_what_is_not_described() {
        JsonNode user = Json.MAPPER.readTree("{\"id\":\"u\",\"email\":\"e\"}");
        Contract.SHARED.validate("User", user);
        for (String wrong :
                List.of("{\"id\":\"u\"}", "{\"id\":1,\"email\":\"e\"}", "{\"id\":\"u\",\"email\":\"e\",\"x\":1}")) {
            assertThatThrownBy(() -> Contract.SHARED.validate("User", Json.MAPPER.readTree(wrong)))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
