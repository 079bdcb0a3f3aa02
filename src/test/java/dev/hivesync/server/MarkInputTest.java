package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class MarkInputTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private String ada = "";
    private String bob = "";
    private String adasFirst = "";
    private String adasSecond = "";
    private String bobs = "";

    @BeforeEach
    void rows() {
        String one = UUID.randomUUID().toString();
        ada = person(one + "-a");
        bob = person(one + "-b");
        adasFirst = event(one + "-a");
        adasSecond = event(one + "-a");
        bobs = event(one + "-b");
    }

    private static String person(String name) {
        server.user(name + "@example.org");
        server.project("p-" + name, name + "@example.org");
        return server.login(name + "@example.org").accessToken();
    }

    private static String event(String name) {
        return server.post(
                        "/notifications",
                        TestServer.SERVICE_KEY,
                        Map.of(
                                "type",
                                "preview_ready",
                                "project_id",
                                "p-" + name,
                                "payload",
                                Map.of("preview_token", "T", "platform", "ios")))
                .body()
                .path("notification_id")
                .asString();
    }

    private static JsonNode all(String token) {
        JsonNode page = server.get("/notifications?since=", token).body();
        return Json.MAPPER.createArrayNode().add(page.path("notifications")).add(page.path("unread_count"));
    }

    private static TestServer.Reply mark(String call, String token, Object ids) {
        return server.post("/notifications/" + call, token, Map.of("notification_ids", ids));
    }

    @Test
    void of_own_foreign_missing_and_own_ids_only_own_rows_change() {
        JsonNode before = all(bob);
        String missing = UUID.randomUUID().toString();
        TestServer.Reply marked = mark("mark_read", ada, List.of(adasFirst, bobs, missing, adasSecond));
        assertThat(marked.status()).isEqualTo(200);
        assertThat(marked.body().path("marked").intValue()).isEqualTo(2);
        assertThat(marked.body().path("unread_count").intValue()).isZero();
        assertThat(all(bob)).isEqualTo(before);
        assertThat(mark("mark_unread", ada, List.of(adasFirst, bobs, missing, adasSecond))
                        .body()
                        .path("marked")
                        .intValue())
                .isEqualTo(2);
        assertThat(all(bob)).isEqualTo(before);
    }

    @Test
    void a_foreign_a_missing_and_an_impossible_id_look_the_same() {
        JsonNode before = all(bob);
        List<String> answers = Stream.of(bobs, UUID.randomUUID().toString(), "no-id-at-all", "' OR 1=1 --")
                .map(id -> mark("mark_unread", ada, List.of(id)).body().toString())
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
        assertThat(server.post("/notifications/" + bobs + "/read", ada, "")
                        .body()
                        .path("marked")
                        .intValue())
                .isZero();
        assertThat(all(bob)).isEqualTo(before);
    }

    @Test
    void a_million_ids_and_a_thousand_and_one_are_refused_whole() {
        JsonNode before = all(ada);
        String million =
                "{\"notification_ids\":[\"" + adasFirst + "\"" + (",\"" + adasSecond + "\"").repeat(999_999) + "]}";
        TestServer.Reply tooLarge = server.post("/notifications/mark_read", ada, million);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.code()).isEqualTo("PAYLOAD_TOO_LARGE");
        List<String> over = Stream.concat(
                        Stream.of(adasFirst), Stream.generate(() -> adasSecond).limit(1_000))
                .toList();
        assertThat(mark("mark_read", ada, over).code()).isEqualTo("INVALID_INPUT");
        assertThat(mark("mark_unread", ada, over).code()).isEqualTo("INVALID_INPUT");
        assertThat(all(ada)).isEqualTo(before);
        assertThat(mark("mark_read", ada, over.subList(0, 1_000))
                        .body()
                        .path("marked")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void marks_that_are_neither_or_both_or_of_another_shape_change_nothing() {
        JsonNode before = all(ada);
        for (String body : List.of(
                "{}",
                "{\"notification_ids\":[\"" + adasFirst + "\"],\"up_to\":5}",
                "{\"up_to\":\"5\"}",
                "{\"up_to\":1.5}",
                "{\"up_to\":1e400}",
                "{\"notification_ids\":\"" + adasFirst + "\"}",
                "{\"notification_ids\":[1]}",
                "{\"notification_ids\":{}}",
                "null",
                "[".repeat(100_000))) {
            assertThat(server.post("/notifications/mark_read", ada, body).status())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(all(ada)).isEqualTo(before);
    }
}
