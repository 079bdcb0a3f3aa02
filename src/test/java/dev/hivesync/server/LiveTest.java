package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.api.ShortToken;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LiveTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        server.user("bob@example.org");
    }

    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<LiveFrame> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(Json.MAPPER.readValue(text.toString(), LiveFrame.class));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }

    private static Client connect(String token) {
        Client client = new Client();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(server.url().replace("http:", "ws:") + "/api/v1/notifications/live"), client)
                .join();
        return client;
    }

    private static String write() {
        return server.post(
                        "/notifications",
                        TestServer.SERVICE_KEY,
                        Map.of(
                                "project_id",
                                "p-ada",
                                "type",
                                "ai_job_completed",
                                "payload",
                                Map.of("job_id", "j", "action", "a")))
                .body()
                .path("notification_id")
                .asString();
    }

    @Test
    void a_frame_with_the_row_follows_the_commit_and_reaches_its_owner_alone() throws Exception {
        String token = server.login("ada@example.org").accessToken();
        Client ada = connect(token);
        Client bob = connect(server.login("bob@example.org").accessToken());
        await().until(() -> server.backend().listeners() == 2);

        String id = write();
        LiveFrame created = ada.frames.poll(5, TimeUnit.SECONDS);
        assertThat(created).isNotNull();
        assertThat(created.type()).isEqualTo(LiveFrame.CHANGED);
        assertThat(created.notification()).isNotNull();
        assertThat(created.notification().notificationId()).isEqualTo(id);
        assertThat(created.revision()).isEqualTo(created.notification().revision());

        server.post("/notifications/mark_read", token, Map.of("notification_ids", List.of(id)));
        LiveFrame read = ada.frames.poll(5, TimeUnit.SECONDS);
        assertThat(read).isNotNull();
        assertThat(read.revision()).isEqualTo(created.revision() + 1);
        assertThat(read.notification()).isNotNull();
        assertThat(read.notification().read()).isTrue();
        assertThat(bob.frames).isEmpty();
    }

    @Test
    void without_a_good_token_there_is_no_upgrade() {
        assertThatThrownBy(() -> connect("rubbish"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .extracting(e -> ((WebSocketHandshakeException) e).getResponse().statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_socket_ends_with_4401_when_its_token_ends() {
        String userId = server.login("ada@example.org").user().id();
        Client client = connect(ShortToken.of(userId, TestServer.JWT_SECRET, server.clock(), Duration.ofSeconds(1)));
        assertThat(client.closed).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(4401);
    }
}
