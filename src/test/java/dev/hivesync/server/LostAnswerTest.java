package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A call that was carried out and whose answer never arrived can be made again.
class LostAnswerTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static String token = "";

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    /// Sends the request and hangs up without reading.
    private static void sendAndHangUp(String path, String credential, Object body) throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(body);
        URI uri = URI.create(server.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("POST /api/v1" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + credential + "\r\nContent-Length: " + json.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(json);
            socket.getOutputStream().flush();
            // Read by the server, so that the reset that follows cannot overtake the request.
            await().until(() -> carriedOut(path));
        }
    }

    private static boolean carriedOut(String path) {
        return path.equals("/notifications") ? rows() == 1 : unread() == 0;
    }

    private static int rows() {
        return server.get("/notifications?since=", token)
                .body()
                .path("notifications")
                .size();
    }

    private static int unread() {
        return server.get("/notifications", token).body().path("unread_count").intValue();
    }

    @Test
    void an_event_and_a_mark_are_stored_once() throws Exception {
        Map<String, Object> event = Map.of(
                "type", "preview_ready",
                "project_id", "p-ada",
                "payload", Map.of("preview_token", "T", "platform", "ios"),
                "idempotency_key", "lost-1");
        sendAndHangUp("/notifications", TestServer.SERVICE_KEY, event);
        TestServer.Reply again = server.post("/notifications", TestServer.SERVICE_KEY, event);
        assertThat(again.status()).isEqualTo(200);
        assertThat(rows()).isEqualTo(1);
        String id = again.body().path("notification_id").asString();

        Map<String, Object> mark = Map.of("notification_ids", List.of(id));
        sendAndHangUp("/notifications/mark_read", token, mark);
        var read = server.get("/notifications", token).body().at("/notifications/0");
        TestServer.Reply repeated = server.post("/notifications/mark_read", token, mark);
        assertThat(repeated.body().path("marked").intValue()).isZero();
        assertThat(repeated.body().path("unread_count").intValue()).isZero();
        assertThat(repeated.body().path("revision")).isEqualTo(read.path("revision"));
        assertThat(server.get("/notifications", token).body().at("/notifications/0"))
                .isEqualTo(read);
    }
}
