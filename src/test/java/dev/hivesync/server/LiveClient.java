package dev.hivesync.server;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A socket on the live channel that keeps what it received.
public final class LiveClient implements WebSocket.Listener, AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<LiveFrame> frames = new ConcurrentLinkedQueue<>();
    private final StringBuilder text = new StringBuilder();

    /// Connected when it returns.
    static LiveClient connect(Backend backend, String token) {
        return connect(backend.url(), token);
    }

    /// @param url without `/api/v1`
    public static LiveClient connect(String url, String token) {
        LiveClient client = new LiveClient();
        client.http
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(url.replace("http:", "ws:") + "/api/v1/notifications/live"), client)
                .join();
        return client;
    }

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

    /// The highest revision heard of.
    public long revision() {
        return frames.stream().mapToLong(LiveFrame::revision).max().orElse(0);
    }

    Queue<LiveFrame> frames() {
        return frames;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
