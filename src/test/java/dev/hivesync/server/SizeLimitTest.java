package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A notification has at most 1,024 bytes on the wire, at its longest: read, and with as long a revision as there is.
class SizeLimitTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final long LONG_REVISION = Long.MAX_VALUE - 1_000;

    private String user = "";
    private String email = "";

    @BeforeEach
    void longRevisions() {
        email = UUID.randomUUID() + "@example.org";
        user = server.user(email);
        server.project("p-" + user, email);
        server.database()
                .write(handle -> handle.execute(
                        "INSERT INTO user_revision (user_id, revision) VALUES (?, ?)", user, LONG_REVISION));
    }

    private int sizeWith(String error) {
        return Json.MAPPER.writeValueAsBytes(new Notification(
                        UUID.randomUUID().toString(),
                        user,
                        "p-" + user,
                        "ai_job_failed",
                        new Payload.AiJob("j-1", "p-" + user, "explain", error),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        LONG_REVISION))
                .length;
    }

    private TestServer.Reply ingest(String error) {
        return server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of(
                        "type",
                        "ai_job_failed",
                        "project_id",
                        "p-" + user,
                        "payload",
                        Map.of("job_id", "j-1", "action", "explain", "error", error)));
    }

    /// Of one to four bytes each, and some that JSON writes with two or with six.
    @ParameterizedTest
    @ValueSource(strings = {"word ", "é", "€", "\uD83D\uDE00", "\"", "\n", "\u0001"})
    void exactly_1024_bytes_are_stored_and_one_more_is_refused(String piece) throws Exception {
        int each = sizeWith(piece + piece) - sizeWith(piece);
        int room = Notification.MAX_BYTES - sizeWith("");
        String fits = piece.repeat(room / each) + ".".repeat(room % each);
        assertThat(sizeWith(fits)).isEqualTo(1_024);

        TestServer.Reply larger = ingest(fits + ".");
        assertThat(larger.status()).isEqualTo(422);
        assertThat(larger.body().at("/error/details/field").asString()).isEqualTo("payload");
        TestServer.Reply stored = ingest(fits);
        assertThat(stored.status()).isEqualTo(201);

        String token = server.login(email).accessToken();
        server.post("/notifications/" + stored.body().path("notification_id").asString() + "/read", token, "");
        String page = page(token);
        String row = page.substring(page.indexOf('[') + 1, page.lastIndexOf(']'));
        assertThat(row.getBytes(StandardCharsets.UTF_8)).hasSize(1_024);
        assertThat(Json.MAPPER.readTree(row).at("/payload/error").asString()).isEqualTo(fits);
    }

    private static String page(String token) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/notifications"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void what_could_never_fit_is_refused_before_it_is_looked_through() {
        for (String piece : List.of("%25", "a/", "QUFBQUFB", "ﷺ")) {
            TestServer.Reply reply = ingest(piece.repeat(20_000));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.body().at("/error/details/field").asString()).isEqualTo("payload");
        }
    }
}
