package dev.hivesync.sync;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Keeps a WebSocket to the backend open on a thread of its own. Frames are hints: whatever is lost here, polling
/// finds.
public final class LiveChannel implements AutoCloseable {

    /// The server ends a socket with this code when its access token ends.
    private static final int TOKEN_ENDED = 4401;

    private static final List<Duration> BACKOFF = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    private static final Logger LOG = LoggerFactory.getLogger(LiveChannel.class);

    /// What hears the channel. Called on the socket's thread; must not block for long.
    public interface Listener {
        void frame(LiveFrame frame);

        void up(boolean up);
    }

    private final OkHttpClient http;
    private final HttpUrl url;
    private final Session session;
    private final Listener listener;
    private final Pause pause;
    private final RandomGenerator random;
    private final Thread thread;

    private volatile boolean closed;
    private volatile @Nullable WebSocket socket;

    public LiveChannel(
            OkHttpClient http,
            HttpUrl server,
            Session session,
            Listener listener,
            Pause pause,
            RandomGenerator random) {
        this.http = http;
        this.url = HttpBackend.api(server)
                .newBuilder()
                .addPathSegments("notifications/live")
                .build();
        this.session = session;
        this.listener = listener;
        this.pause = pause;
        this.random = random;
        thread = Thread.ofVirtual().name("live").unstarted(this::run);
    }

    public LiveChannel start() {
        thread.start();
        return this;
    }

    /// Try again at once: someone signed in, or the network returned.
    public void nudge() {
        pause.nudge();
    }

    private enum Ending {
        /// It was open and then ended.
        DROPPED,
        TOKEN_ENDED,
        NEVER_OPENED
    }

    private void run() {
        int failures = 0;
        try {
            while (!closed) {
                Optional<String> token = session.accessToken();
                Ending ending = token.map(this::connect).orElse(Ending.NEVER_OPENED);
                if (closed) {
                    return;
                }
                if (ending == Ending.TOKEN_ENDED && token.filter(this::renewed).isPresent()) {
                    failures = 0;
                    continue;
                }
                failures = ending == Ending.DROPPED ? 1 : failures + 1;
                Duration wait = BACKOFF.get(Math.min(failures, BACKOFF.size()) - 1);
                pause.await(Duration.ofNanos(Math.round(wait.toNanos() * (0.9 + 0.2 * random.nextDouble()))));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The live channel ended unexpectedly; polling goes on", e);
        }
    }

    private boolean renewed(String stale) {
        return session.renew(stale) instanceof Session.Renewal.Renewed;
    }

    private Ending connect(String token) {
        CompletableFuture<Ending> ended = new CompletableFuture<>();
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + token)
                .build();
        WebSocket opened = http.newWebSocket(request, new Ear(ended));
        socket = opened;
        try {
            if (closed) {
                opened.cancel();
            }
            return ended.join();
        } finally {
            socket = null;
            listener.up(false);
        }
    }

    private final class Ear extends WebSocketListener {

        private final CompletableFuture<Ending> ended;
        private volatile boolean open;

        Ear(CompletableFuture<Ending> ended) {
            this.ended = ended;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            open = true;
            listener.up(true);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            try {
                LiveFrame frame = Json.MAPPER.readValue(text, LiveFrame.class);
                if (LiveFrame.CHANGED.equals(frame.type())) {
                    listener.frame(frame);
                }
            } catch (JacksonException _) {
                LOG.info("A live frame could not be read; the next poll brings what it told");
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(1000, null);
            ended.complete(code == TOKEN_ENDED ? Ending.TOKEN_ENDED : Ending.DROPPED);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
            if (response != null && response.code() == 401) {
                ended.complete(Ending.TOKEN_ENDED);
            } else {
                ended.complete(open ? Ending.DROPPED : Ending.NEVER_OPENED);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        WebSocket open = socket;
        if (open != null) {
            open.cancel();
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
