package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.LiveFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;

class LiveChannelTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final OkHttpClient http = HttpBackend.client();
    private final List<LiveFrame> frames = new CopyOnWriteArrayList<>();
    private final List<Boolean> ups = new CopyOnWriteArrayList<>();
    private final List<String> renewed = new CopyOnWriteArrayList<>();

    private final LiveChannel.Listener listener = new LiveChannel.Listener() {
        @Override
        public void frame(LiveFrame frame) {
            frames.add(frame);
        }

        @Override
        public void up(boolean up) {
            ups.add(up);
        }
    };

    private final Session session = new Session() {
        @Override
        public Optional<String> accessToken() {
            return Optional.of("token-" + renewed.size());
        }

        @Override
        public Renewal renew(String stale) {
            renewed.add(stale);
            return new Renewal.Renewed("token-" + renewed.size());
        }
    };

    private void upgrade(WebSocketListener peer) {
        server.enqueue(new MockResponse.Builder().webSocketUpgrade(peer).build());
    }

    private LiveChannel channel() {
        return new LiveChannel(http, server.url("/"), session, listener, new NoPause(), new Random(1)).start();
    }

    @Test
    void frames_come_through_and_nonsense_is_skipped() throws Exception {
        upgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.send("not json");
                socket.send("{\"type\":\"of a later version\",\"revision\":1,\"notification\":null}");
                socket.send("{\"type\":\"changed\",\"revision\":7,\"notification\":null}");
            }
        });

        try (LiveChannel channel = channel()) {
            await().atMost(Duration.ofSeconds(5)).until(() -> !frames.isEmpty());
            assertThat(channel).isNotNull();
        }

        assertThat(frames).containsExactly(new LiveFrame("changed", 7, null));
        assertThat(ups).containsExactly(true, false);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-0");
    }

    @Test
    void a_dropped_socket_is_opened_again() {
        for (int i = 0; i < 3; i++) {
            upgrade(new WebSocketListener() {
                @Override
                public void onOpen(WebSocket socket, Response response) {
                    socket.close(1012, "restart");
                }
            });
        }
        upgrade(new WebSocketListener() {});

        try (LiveChannel channel = channel()) {
            await().atMost(Duration.ofSeconds(5)).until(() -> ups.size() == 7);
            assertThat(channel).isNotNull();
        }
        assertThat(ups).startsWith(true, false, true, false, true, false, true);
    }

    @Test
    void the_end_of_the_token_renews_it() {
        upgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.close(4401, "token ended");
            }
        });
        upgrade(new WebSocketListener() {});

        try (LiveChannel channel = channel()) {
            await().atMost(Duration.ofSeconds(5)).until(() -> ups.equals(List.of(true, false, true)));
            assertThat(channel).isNotNull();
        }
        assertThat(renewed).containsExactly("token-0");
    }

    /// Reconnects at once.
    private static final class NoPause implements Pause {
        @Override
        public void await(Duration time) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void nudge() {}
    }
}
