package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.NotificationType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the payload of each type must hold, may hold and does not keep.
class RequiredFieldsTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static String token = "";

    @BeforeAll
    static void user() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    private static List<String> required(NotificationType type) {
        return switch (type.family()) {
            case AI_JOB -> List.of("job_id", "project_id", "action");
            case PREVIEW -> List.of("preview_token", "project_id", "platform");
            case REPO_SYNC -> List.of("sync_id", "commit");
            case SYSTEM -> List.of("message");
        };
    }

    private static List<String> optional(NotificationType type) {
        return switch (type) {
            case AI_JOB_FAILED -> List.of("error");
            case REPO_SYNC_FAILED -> List.of("project_id", "error");
            case REPO_SYNC_STARTED, REPO_SYNC_SUCCESS -> List.of("project_id");
            case PREVIEW_TOKEN_CREATED, PREVIEW_BUNDLE_UPLOADED, PREVIEW_READY, PREVIEW_CONSUMED, PREVIEW_EXPIRED ->
                List.of("expires_at");
            case SYSTEM_MAINTENANCE_WARNING, SYSTEM_HEALTH_ISSUE, WORKER_UNAVAILABLE, RESOURCE_LIMIT_WARNING ->
                List.of("starts_at", "ends_at", "resource");
            case AI_JOB_QUEUED, AI_JOB_STARTED, AI_JOB_COMPLETED -> List.of();
        };
    }

    /// Every field that any type knows.
    private static Map<String, Object> all() {
        Map<String, Object> payload = new HashMap<>();
        Stream.of(
                        "job_id",
                        "action",
                        "error",
                        "preview_token",
                        "platform",
                        "sync_id",
                        "commit",
                        "message",
                        "resource",
                        "extra")
                .forEach(name -> payload.put(name, "a-" + name.length()));
        Stream.of("expires_at", "starts_at", "ends_at").forEach(name -> payload.put(name, "2030-01-01T00:00:00Z"));
        payload.put("project_id", "p-ada");
        return payload;
    }

    private static Stream<Arguments> fields() {
        return Arrays.stream(NotificationType.values())
                .flatMap(type -> required(type).stream().map(field -> Arguments.of(type, field)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_payload_that_lacks_one_is_refused_by_its_name(NotificationType type, String field) {
        // The project's own name may stand beside the payload instead.
        @Nullable String beside = field.equals("project_id") ? null : "p-ada";
        Map<String, Object> payload = all();
        payload.remove(field);
        refused(type, beside, payload, field);
        for (Object bad : List.of("", " \t", Map.of("a", "b"), List.of("a"))) {
            payload.put(field, bad);
            refused(type, beside, payload, field);
        }
        payload.put(field, null);
        refused(type, beside, payload, field);
    }

    private static void refused(
            NotificationType type, @Nullable String project, Map<String, Object> payload, String field) {
        TestServer.Reply reply = ingest(type, project, payload);
        assertThat(reply.status()).as("%s", payload).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("INVALID_INPUT");
        assertThat(reply.body().at("/error/details/field").asString()).isEqualTo(field);
    }

    private static TestServer.Reply ingest(
            NotificationType type, @Nullable String project, Map<String, Object> payload) {
        Map<String, Object> body = new HashMap<>(Map.of("type", type.wireName(), "payload", payload));
        if (project != null) {
            body.put("project_id", project);
        }
        return server.post("/notifications", TestServer.SERVICE_KEY, body);
    }

    @ParameterizedTest
    @EnumSource
    void a_payload_keeps_the_fields_of_its_type_and_no_others(NotificationType type) {
        assertThat(ingest(type, "p-ada", all()).status()).isEqualTo(201);
        List<String> kept = server.get("/notifications?limit=1", token)
                .body()
                .at("/notifications/0/payload")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(required(type).stream(), optional(type).stream())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void without_the_optional_ones_it_is_whole(NotificationType type) {
        Map<String, Object> payload = all();
        payload.keySet().retainAll(required(type));
        assertThat(ingest(type, "p-ada", payload).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(names = {"PREVIEW_READY", "SYSTEM_MAINTENANCE_WARNING"})
    void a_time_that_is_none_is_refused_by_its_name(NotificationType type) {
        for (String field : optional(type)) {
            if (field.endsWith("_at")) {
                for (String bad : List.of("tomorrow", "2030-01-01", "2030-01-01T00:00:00", "12030-01-01T00:00:00Z")) {
                    Map<String, Object> payload = all();
                    payload.put(field, bad);
                    refused(type, "p-ada", payload, field);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AI_JOB_COMPLETED", "PREVIEW_READY", "REPO_SYNC_SUCCESS"})
    void a_payload_of_another_project_is_refused(NotificationType type) {
        Map<String, Object> payload = all();
        payload.put("project_id", "p-other");
        refused(type, "p-ada", payload, "project_id");
    }
}
