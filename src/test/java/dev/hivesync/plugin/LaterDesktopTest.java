package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeProof;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A desktop of a later version: it proves itself, and says more than this plugin knows.
class LaterDesktopTest {

    @TempDir
    private Path directory;

    private final Recorder recorder = new Recorder();

    @Test
    void what_a_plugin_does_not_know_it_ignores() throws Exception {
        OkHttpClient http = new OkHttpClient();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            BridgeFile file = new BridgeFile(1, server.getPort(), 1, "ab12", "A".repeat(43));
            server.enqueue(
                    new MockResponse.Builder().webSocketUpgrade(new Later(file)).build());
            Path named = directory.resolve(BridgeFile.FILE);
            PrivateFile.write(named, Json.MAPPER.writeValueAsString(file));
            try (PluginClient client = new PluginClient(
                    new PluginConfig(named, "test", "1", List.of(), PluginConfig.Timing.CONTRACT),
                    recorder,
                    recorder.news::add,
                    null,
                    http,
                    System::nanoTime,
                    new SecureRandom())) {
                client.start();
                await().until(() -> recorder.shown.contains("panel n-2"));
            }
            assertThat(recorder.shown).contains("panel n-1", "panel n-2");
            assertThat(server.getRequestCount()).as("it has stayed connected").isEqualTo(1);
        } finally {
            http.dispatcher().executorService().shutdown();
        }
    }

    private static final class Later extends WebSocketListener {
        private static final String NONCE = "MDEyMzQ1Njc4OWFiY2RlZg==";

        private final BridgeFile file;

        Later(BridgeFile file) {
            this.file = file;
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            JsonNode message = Json.MAPPER.readTree(text);
            switch (message.path("type").asString()) {
                case "hello" ->
                    socket.send("{\"type\":\"challenge\",\"payload\":{\"nonce\":\"" + NONCE + "\",\"proof\":\""
                            + BridgeProof.of(
                                    file,
                                    BridgeProof.SERVER,
                                    message.path("payload").path("nonce").asString(),
                                    NONCE)
                            + "\",\"more\":true}}");
                case "auth" -> {
                    socket.send("{\"type\":\"ready\",\"payload\":{\"protocol_version\":\"1.0\",\"instance\":\"ab12\","
                            + "\"seq\":0,\"replay_from\":0,\"unread\":0,\"connection\":\"live\",\"theme\":\"dark\"}}");
                    socket.send(event(1, "n-1"));
                    socket.send("{\"type\":\"job_paused\",\"payload\":{\"job_id\":\"j\"}}");
                    socket.send("{\"type\":\"preview_shared\"}");
                    socket.send(event(2, "n-2"));
                }
                default -> {}
            }
        }

        private static String event(long seq, String id) {
            return "{\"type\":\"ai_job_complete\",\"seq\":" + seq + ",\"prev\":" + (seq - 1)
                    + ",\"urgent\":true,\"payload\":{\"job_id\":\"j-" + id
                    + "\",\"project_id\":\"p\",\"action\":\"a\",\"model\":\"m\",\"notification_id\":\"" + id + "\"}}";
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, null);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {}
    }
}
