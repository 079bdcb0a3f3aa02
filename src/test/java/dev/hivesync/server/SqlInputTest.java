package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.api.Limits;
import dev.hivesync.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// SQL in every parameter of every operation that the API describes: in the path, the query, each header, each field
/// of a body and each field of a payload. It is refused with an error of the contract, or it is a text like any other.
class SqlInputTest {

    @RegisterExtension
    static final TestServer server = new TestServer(new Limits(0, 0, 0, 0, 0, 100, 90, false));

    private static final List<String> ATTACKS = List.of(
            "' OR '1'='1",
            "'; DROP TABLE notifications; --",
            "' UNION SELECT user_id, email, password_hash FROM users --",
            "1) OR pg_sleep(5) IS NULL --",
            "\\'; DELETE FROM users; --",
            "$$; TRUNCATE users CASCADE; $$",
            "{1,2}'::text[] OR true --");

    /// A request that succeeds, to be spoilt in one place at a time.
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /api/v1/auth/login", "{\"email\":\"bob@example.org\",\"password\":\"x\"}"),
            Map.entry("POST /api/v1/auth/refresh", "{\"refresh_token\":\"dS0x.x\"}"),
            Map.entry("POST /api/v1/auth/logout", "{\"refresh_token\":\"dS0x.x\"}"),
            Map.entry(
                    "POST /api/v1/notifications",
                    "{\"project_id\":\"p-ada\",\"user_id\":null,\"type\":\"ai_job_failed\",\"idempotency_key\":\"k\",\"payload\":"
                            + "{\"job_id\":\"j\",\"project_id\":\"p-ada\",\"action\":\"a\",\"error\":\"e\"}}"),
            Map.entry("POST /api/v1/notifications/mark_read", "{\"notification_ids\":[\"x\"]}"),
            Map.entry("POST /api/v1/notifications/mark_unread", "{\"notification_ids\":[\"x\"]}"),
            Map.entry("POST /api/v1/ai/jobs", "{\"project_id\":\"p-ada\",\"action\":\"a\"}"),
            Map.entry(
                    "PUT /api/v1/ai/jobs/{job_id}",
                    "{\"project_id\":\"p-ada\",\"action\":\"a\",\"status\":\"failed\",\"error\":\"e\",\"result\":"
                            + "{\"summary\":\"s\",\"explanation\":\"e\",\"changes\":[{\"file\":\"f\",\"before\":\"b\",\"after\":\"a\"}]}}"),
            Map.entry("POST /api/v1/repo/sync", "{\"project_id\":\"p-ada\"}"));

    private static String token = "";

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        server.user("bob@example.org");
        server.project("p-bob", "bob@example.org");
        token = server.login("ada@example.org").accessToken();
        server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of(
                        "type", "preview_ready",
                        "project_id", "p-bob",
                        "payload", Map.of("preview_token", "BOBS-OWN", "platform", "ios")));
    }

    private static Stream<String> operations() {
        return Contract.SHARED.operations().stream();
    }

    @Test
    void every_body_that_is_described_is_attacked() {
        assertThat(BODIES.keySet())
                .isEqualTo(operations()
                        .filter(operation ->
                                Contract.SHARED.operation(operation).has("requestBody"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void it_is_refused_or_a_text_like_any_other(String operation) {
        Map<String, Long> before = counts();
        for (String attack : ATTACKS) {
            parameters(operation, attack);
            bodies(operation, attack);
        }
        Map<String, Long> after = counts();
        // Nothing is gone; what may grow is what the caller may write.
        before.forEach((table, rows) -> {
            if (Set.of("users", "projects", "bobs").contains(table)) {
                assertThat(after).containsEntry(table, rows);
            } else {
                assertThat(after.get(table)).as(table).isGreaterThanOrEqualTo(rows);
            }
        });
    }

    private static void parameters(String operation, String attack) {
        String path = operation.split(" ", 2)[1].substring("/api/v1".length());
        send(operation, path.replaceAll("\\{[a-z_]+}", encoded(attack)), attack);
        String plain = path.replaceAll("\\{[a-z_]+}", "x");
        for (JsonNode parameter : Contract.SHARED.parameters(operation)) {
            String name = parameter.path("name").asString();
            switch (parameter.path("in").asString()) {
                case "query" -> send(operation, plain + "?" + name + "=" + encoded(attack), attack);
                // The client library sets the rest itself.
                case "header" -> {
                    if (!name.equals("Upgrade") && !name.startsWith("Sec-")) {
                        send(operation, plain, attack, name, attack);
                    }
                }
                default -> assertThat(parameter.path("in").asString()).isEqualTo("path");
            }
        }
        send(operation, plain, attack, "Authorization", "Bearer " + attack);
        send(operation, plain + "?" + encoded(attack) + "=1", attack);
    }

    private static void bodies(String operation, String attack) {
        String valid = BODIES.get(operation);
        if (valid != null) {
            String path =
                    operation.split(" ", 2)[1].substring("/api/v1".length()).replaceAll("\\{[a-z_]+}", "j-1");
            for (JsonNode spoilt : spoilt(Json.MAPPER.readTree(valid), attack)) {
                send(operation, path, spoilt.toString(), attack);
            }
        }
    }

    /// The value with `attack` in place of each of its texts, one at a time, and as the name of a field.
    private static List<JsonNode> spoilt(JsonNode value, String attack) {
        List<JsonNode> all = new ArrayList<>();
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> spoilt(field.getValue(), attack).forEach(inner -> {
                        ObjectNode copy = (ObjectNode) value.deepCopy();
                        copy.set(field.getKey(), inner);
                        all.add(copy);
                    }));
            ObjectNode more = (ObjectNode) value.deepCopy();
            more.put(attack, attack);
            all.add(more);
        } else if (value.isArray()) {
            value.forEach(element -> spoilt(element, attack)
                    .forEach(inner -> all.add(Json.MAPPER.createArrayNode().add(inner))));
        } else {
            all.add(Json.MAPPER.getNodeFactory().stringNode(attack));
        }
        return all;
    }

    private static void send(String operation, String path, String attack, String... headers) {
        String[] parts = operation.split(" ", 2);
        boolean body = headers.length == 1;
        byte[] bytes = (body ? attack : BODIES.getOrDefault(operation, "")).getBytes(StandardCharsets.UTF_8);
        String credential =
                Contract.SHARED.operation(operation).path("security").path(0).has("service")
                        ? TestServer.SERVICE_KEY
                        : token;
        boolean ownCredential = headers.length == 2 && headers[0].equals("Authorization");
        TestServer.Reply reply =
                server.send(parts[0], path, ownCredential ? "" : credential, bytes, body ? new String[0] : headers);
        String what = operation + " " + path + " " + List.of(headers) + " " + attack;
        assertThat(reply.status()).as(what).isBetween(200, 499);
        if (ownCredential
                && !Contract.SHARED.operation(operation).path("security").isEmpty()) {
            assertThat(reply.status()).as(what).isEqualTo(401);
        }
        if (!path.equals("/openapi.json") && !path.startsWith("/openapi.json?")) {
            assertThat(reply.body().toString())
                    .as(what)
                    .doesNotContain("argon2")
                    .doesNotContain("BOBS-OWN")
                    .doesNotContain("p-bob")
                    .doesNotContainIgnoringCase("syntax error")
                    .doesNotContainIgnoringCase("sqlstate")
                    .doesNotContainIgnoringCase("postgres")
                    .doesNotContain("Exception");
        }
        if (reply.status() == 200 && path.matches("/notifications\\?(type|project_id)=.*")) {
            assertThat(reply.body().path("notifications")).as(what).isEmpty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : new TreeSet<>(
                List.of("users", "projects", "notifications", "user_revision", "refresh_tokens", "jobs"))) {
            counts.put(table, count("SELECT count(*) FROM " + table));
        }
        counts.put("bobs", count("SELECT count(*) FROM notifications WHERE project_id = 'p-bob' AND read_at IS NULL"));
        return counts;
    }

    private static long count(String query) {
        return server.database()
                .read(handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
