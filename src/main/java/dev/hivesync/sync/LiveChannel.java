package dev.hivesync.sync;

import dev.hivesync.sync.LiveAttempt.Event;
import dev.hivesync.wire.LiveFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a WebSocket to the backend open on a thread of its own. Frames are hints: whatever is lost here, polling
/// finds. A socket that answers no ping for the client's ping interval is dropped.
///
/// What is shown does not flap: a good socket that breaks is not missed until the first try to replace it has failed,
/// and after a bad one the next counts only once it has stood for a while.
public final class LiveChannel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveChannel.class);

    /// What hears the channel. Must not block for long.
    public interface Listener {
        /// Called on the socket's thread.
        void frame(LiveFrame frame);

        /// Something may have been said that was not heard: only a poll can tell.
        void missed();

        /// Whether the channel is to be relied on. Called on the channel's thread, on changes alone.
        void up(boolean up);
    }

    /// @param steady a socket that stands so long is a good one
    /// @param backoff the pauses after the first, second, … failure in a row; the last one is repeated. ±10 %
    public record Timing(Duration steady, List<Duration> backoff) {

        public static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(10),
                List.of(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60)));

        public Timing {
            backoff = List.copyOf(backoff);
        }
    }

    private final OkHttpClient http;
    private final HttpUrl url;
    private final Session session;
    private final Listener listener;
    private final Pause pause;
    private final RandomGenerator random;
    private final Timing timing;
    private final Thread thread;

    private volatile boolean closed;

    /// Written by the channel's thread; the following are used by it alone.
    private volatile @Nullable LiveAttempt attempt;

    private boolean up;
    private int failures;

    public LiveChannel(
            OkHttpClient http,
            HttpUrl server,
            Session session,
            Listener listener,
            Pause pause,
            RandomGenerator random,
            Timing timing) {
        this.http = http;
        this.url = HttpBackend.api(server)
                .newBuilder()
                .addPathSegments("notifications/live")
                .build();
        this.session = session;
        this.listener = listener;
        this.pause = pause;
        this.random = random;
        this.timing = timing;
        thread = Thread.ofVirtual().name("live").unstarted(this::run);
    }

    public LiveChannel start() {
        thread.start();
        return this;
    }

    /// Try again at once, where it waits to: someone signed in, or asked.
    public void nudge() {
        pause.nudge(Nudge.ASKED);
    }

    /// Replaces the socket, or the attempt to get one, at once: the network under it is no longer the same.
    public void remake() {
        pause.nudge(Nudge.NETWORK);
        LiveAttempt present = attempt;
        if (present != null) {
            present.drop(Event.REMADE);
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (!guarded()) {
                    failures++;
                    tell(false);
                    rest();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            attempt = null;
            tell(false);
        }
    }

    /// Whether the next attempt may follow at once.
    private boolean guarded() throws InterruptedException {
        try {
            return connect();
        } catch (RuntimeException e) {
            LOG.error("The live channel failed unexpectedly and will be made anew", e);
            return false;
        }
    }

    private boolean connect() throws InterruptedException {
        Optional<String> token = session.accessToken();
        if (token.isEmpty()) {
            return false;
        }
        Event event = attend(token.get());
        boolean first = failures == 0;
        return switch (event) {
            case REMADE -> {
                failures = 0;
                yield true;
            }
            // Once: a server that refuses every token, fresh or not, is not asked without end.
            case REFUSED -> {
                boolean renewed = session.renew(token.get()) instanceof Session.Renewal.Renewed && first;
                failures += renewed ? 1 : 0;
                yield renewed;
            }
            case ENDED, OPENED -> {
                if (first && up) {
                    // The one that broke was good. Its successor is tried before anybody hears of it.
                    failures = 1;
                    rest();
                    yield true;
                }
                yield false;
            }
        };
    }

    /// One socket, from beginning to end; the answer is how it ended.
    private Event attend(String token) throws InterruptedException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + token)
                .build();
        LiveAttempt present = new LiveAttempt(http, request, listener);
        attempt = present;
        try {
            if (closed) {
                return Event.ENDED;
            }
            Event event = present.next();
            if (event != Event.OPENED) {
                return event;
            }
            // Whatever was said before this socket stood is known to the database alone.
            listener.missed();
            if (failures == 0) {
                tell(true);
            }
            event = present.next(timing.steady());
            if (event == null) {
                failures = 0;
                tell(true);
                event = present.next();
            }
            return event;
        } finally {
            attempt = null;
            present.drop(Event.ENDED);
        }
    }

    private void tell(boolean now) {
        if (up != now) {
            up = now;
            listener.up(now);
        }
    }

    private void rest() throws InterruptedException {
        Duration wait =
                timing.backoff().get(Math.clamp(failures, 1, timing.backoff().size()) - 1);
        pause.await(Duration.ofNanos(Math.round(wait.toNanos() * (0.9 + 0.2 * random.nextDouble()))));
    }

    @Override
    public void close() {
        closed = true;
        Threads.end(thread);
    }
}
