package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.LiveFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveChannelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final OkHttpClient http = HttpBackend.client();
    private final List<LiveFrame> frames = new CopyOnWriteArrayList<>();
    private final List<Boolean> ups = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();
    private final List<String> renewed = new CopyOnWriteArrayList<>();
    private final List<Duration> rests = new CopyOnWriteArrayList<>();
    private volatile boolean renewable = true;

    private final LiveChannel.Listener listener = new LiveChannel.Listener() {
        @Override
        public void frame(LiveFrame frame) {
            frames.add(frame);
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
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
            if (!renewable) {
                return new Renewal.Denied();
            }
            renewed.add(stale);
            return new Renewal.Renewed("token-" + renewed.size());
        }
    };

    @AfterEach
    void stop() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private void upgrade(WebSocketListener peer) {
        server.enqueue(new MockResponse.Builder().webSocketUpgrade(peer).build());
    }

    private void upgradeThatEnds(int code) {
        upgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.close(code, "over");
            }
        });
    }

    private void upgradeThatStands() {
        upgrade(new WebSocketListener() {});
    }

    /// @param steady after which a socket is a good one
    private LiveChannel channel(Duration steady, Pause pause) {
        return new LiveChannel(
                        http,
                        server.url("/"),
                        session,
                        listener,
                        pause,
                        new Random(1),
                        new LiveChannel.Timing(steady, LiveChannel.Timing.DEFAULT.backoff()))
                .start();
    }

    private void eventually(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    @Test
    void frames_come_through_and_nonsense_is_skipped() throws Exception {
        upgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.send("not json");
                socket.send("null");
                socket.send("{\"type\":\"changed\",\"revision\":6,\"notification\":{\"notification_id\":6}}");
                socket.send("{\"type\":\"of a later version\",\"revision\":1,\"notification\":null}");
                socket.send("{\"type\":\"changed\",\"revision\":7,\"notification\":null,\"later\":[1]}");
            }
        });

        try (LiveChannel _ = channel(LONG, new NoPause())) {
            eventually(() -> !frames.isEmpty());
        }

        assertThat(frames).containsExactly(new LiveFrame("changed", 7, null));
        assertThat(missed).as("opening, and two frames that could not be read").hasValue(3);
        assertThat(ups).containsExactly(true, false);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-0");
    }

    @Test
    void a_good_socket_that_breaks_is_replaced_before_anybody_sees_it() {
        upgrade(new WebSocketListener() {
            @Override
            public void onMessage(WebSocket socket, String text) {}
        });
        upgradeThatStands();
        MonotonicPause pause = new MonotonicPause();

        try (LiveChannel channel = channel(SHORT, pause)) {
            eventually(() -> ups.equals(List.of(true)));
            channel.remake();
            eventually(() -> missed.get() == 2);
            eventually(() -> server.getRequestCount() == 2);
            assertThat(ups).as("no flapping").containsExactly(true);
        }
        assertThat(ups).containsExactly(true, false);
    }

    @Test
    void a_server_that_restarts_is_joined_again_without_a_flicker() {
        upgradeThatEnds(1012);
        upgradeThatStands();

        try (LiveChannel _ = channel(LONG, new NoPause())) {
            eventually(() -> missed.get() == 2);
            assertThat(ups).containsExactly(true);
        }
    }

    @Test
    void a_socket_that_keeps_breaking_is_not_shown_as_live() {
        for (int i = 0; i < 6; i++) {
            upgradeThatEnds(1012);
        }
        upgradeThatStands();

        try (LiveChannel _ = channel(LONG, new NoPause())) {
            eventually(() -> missed.get() == 7);
            assertThat(ups).as("the first, and never again until one stands").containsExactly(true, false);
            assertThat(rests).hasSize(6).isSorted();
            assertThat(rests.getFirst()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_100));
            assertThat(rests.getLast()).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
        }
    }

    @Test
    void it_is_shown_as_live_again_once_a_socket_stands() {
        for (int i = 0; i < 3; i++) {
            upgradeThatEnds(1012);
        }
        upgradeThatStands();

        try (LiveChannel _ = channel(Duration.ofSeconds(1), new NoPause())) {
            eventually(() -> ups.equals(List.of(true, false, true)));
            assertThat(missed).hasValue(4);
        }
    }

    @Test
    void the_end_of_the_token_renews_it_and_returns_without_a_flicker() {
        upgradeThatEnds(4401);
        upgradeThatStands();

        try (LiveChannel _ = channel(LONG, new NoPause())) {
            eventually(() -> missed.get() == 2);
            assertThat(renewed).containsExactly("token-0");
            assertThat(rests).isEmpty();
            assertThat(ups).containsExactly(true);
        }
    }

    @Test
    void a_session_that_cannot_renew_does_not_spin() {
        renewable = false;
        for (int i = 0; i < 8; i++) {
            server.enqueue(new MockResponse.Builder().code(401).build());
        }

        try (LiveChannel _ = channel(LONG, new NoPause())) {
            eventually(() -> server.getRequestCount() >= 8);
            assertThat(rests.size()).isGreaterThanOrEqualTo(7);
        }
        assertThat(ups).isEmpty();
    }

    @Test
    void a_server_that_refuses_every_fresh_token_does_not_spin_either() {
        for (int i = 0; i < 8; i++) {
            upgradeThatEnds(4401);
        }

        try (LiveChannel _ = channel(LONG, new NoPause())) {
            eventually(() -> server.getRequestCount() >= 8);
            eventually(() -> rests.size() >= 6);
        }
        assertThat(rests.get(5)).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void a_socket_that_answers_no_ping_is_dropped() throws Exception {
        // Long enough for a busy machine to answer in.
        OkHttpClient impatient =
                http.newBuilder().pingInterval(Duration.ofSeconds(2)).build();
        try (TcpProxy proxy = new TcpProxy(server.getPort())) {
            // One for the first socket, and some for those that the healing cuts off half-way.
            for (int i = 0; i < 6; i++) {
                upgradeThatStands();
            }
            LiveChannel channel = new LiveChannel(
                            impatient,
                            server.url("/").newBuilder().port(proxy.port()).build(),
                            session,
                            listener,
                            new NoPause(),
                            new Random(1),
                            new LiveChannel.Timing(SHORT, LiveChannel.Timing.DEFAULT.backoff()))
                    .start();
            try (channel) {
                eventually(() -> ups.equals(List.of(true)));
                proxy.swallow();
                eventually(() -> !rests.isEmpty());
                proxy.heal();
                eventually(() -> missed.get() == 2);
            }
        }
    }

    @Test
    void remaking_gives_up_an_attempt_that_hangs() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        upgradeThatStands();

        try (LiveChannel channel = channel(LONG, new MonotonicPause())) {
            eventually(() -> server.getRequestCount() == 1);
            channel.remake();
            eventually(() -> ups.equals(List.of(true)));
        }
    }

    @Test
    void closing_is_prompt_while_connecting_while_resting_and_while_open() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        LiveChannel connecting = channel(LONG, new MonotonicPause());
        eventually(() -> server.getRequestCount() == 1);
        assertThat(timed(connecting)).isLessThan(Duration.ofSeconds(4));

        server.enqueue(new MockResponse.Builder().code(503).build());
        LiveChannel resting = channel(LONG, new MonotonicPause());
        eventually(() -> server.getRequestCount() >= 2);
        assertThat(timed(resting)).isLessThan(Duration.ofSeconds(4));

        upgradeThatStands();
        LiveChannel open = channel(LONG, new MonotonicPause());
        eventually(() -> ups.equals(List.of(true)));
        assertThat(timed(open)).isLessThan(Duration.ofSeconds(4));
        assertThat(ups).containsExactly(true, false);
    }

    @Test
    void an_upgrade_that_is_refused_in_an_odd_way_is_tried_again() {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "4000000000000000000000")
                .build());
        server.enqueue(new MockResponse.Builder().body("<html>").build());
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", server.url("/elsewhere"))
                .build());
        upgradeThatStands();

        try (LiveChannel _ = channel(SHORT, new NoPause())) {
            eventually(() -> ups.equals(List.of(true)));
        }
        assertThat(rests).hasSizeGreaterThanOrEqualTo(3);
    }

    private static Duration timed(LiveChannel channel) {
        long begin = System.nanoTime();
        channel.close();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// Rests for no time, and remembers for how long it should have.
    private final class NoPause implements Pause {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public Set<Nudge> await(Duration time) throws InterruptedException {
            rests.add(time);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Set.of();
        }

        @Override
        public void nudge(Nudge why) {}
    }
}
