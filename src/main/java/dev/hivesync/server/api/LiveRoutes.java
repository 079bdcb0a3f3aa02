package dev.hivesync.server.api;

import dev.hivesync.server.live.Hub;
import dev.hivesync.server.store.Changed;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// `GET /notifications/live`: hints to connected clients.
final class LiveRoutes implements AutoCloseable {

    /// Of RFC 6455, and no other.
    private static final String VERSION = "13";

    private static final int TOKEN_ENDED = 4401;
    private static final int TRY_AGAIN_LATER = 1013;

    /// Frames a client may leave unread before it is cut off; it catches up with a GET.
    private static final int MAX_PENDING = 128;

    private static final int CLOSE_SECONDS = 5;
    private static final int PING_SECONDS = 20;

    private final Gate gate;
    private final Hub hub;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Listener> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-tokens").factory());

    LiveRoutes(Gate gate, Hub hub, InstantSource clock) {
        this.gate = gate;
        this.hub = hub;
        this.clock = clock;
    }

    void install(RoutesConfig routes, String base) {
        String path = base + "/notifications/live";
        routes.wsBeforeUpgrade(path, context -> {
            Errors.correlate(context);
            gate.user(context);
            if (!VERSION.equals(context.header("Sec-WebSocket-Version"))) {
                throw upgradeRequired(context);
            }
        });
        // Without an upgrade it is a plain GET, and would be nothing at all.
        Reads.install(routes, path, context -> {
            gate.user(context);
            throw upgradeRequired(context);
        });
        routes.ws(path, ws -> {
            ws.onConnect(this::connected);
            ws.onClose(this::gone);
            ws.onError(this::gone);
        });
    }

    private static ApiException upgradeRequired(Context context) {
        context.header("Upgrade", "websocket").header("Sec-WebSocket-Version", VERSION);
        return ApiException.upgradeRequired();
    }

    private void connected(WsContext socket) {
        Gate.Caller.User user = gate.user(socket.header("Authorization"));
        socket.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        long left = Math.max(0, Duration.between(clock.instant(), user.until()).toMillis());
        Listener listener = new Listener(
                user.id(),
                socket.session,
                timer,
                timer.schedule(() -> socket.closeSession(TOKEN_ENDED, "token ended"), left, TimeUnit.MILLISECONDS));
        open.put(socket.sessionId(), listener);
        hub.subscribe(user.id(), listener);
    }

    private void gone(WsContext socket) {
        Listener listener = open.remove(socket.sessionId());
        if (listener != null) {
            hub.unsubscribe(listener.userId, listener);
            listener.end.cancel(false);
        }
    }

    private static final class Listener implements Consumer<Changed> {
        private final String userId;
        private final Session session;
        private final ScheduledExecutorService timer;
        private final ScheduledFuture<?> end;
        private final AtomicInteger pending = new AtomicInteger();

        Listener(String userId, Session session, ScheduledExecutorService timer, ScheduledFuture<?> end) {
            this.userId = userId;
            this.session = session;
            this.timer = timer;
            this.end = end;
        }

        @Override
        public void accept(Changed change) {
            int waiting = pending.incrementAndGet();
            if (waiting == MAX_PENDING) {
                session.close(TRY_AGAIN_LATER, "too slow", Callback.NOOP);
                // Whoever reads nothing does not read this either.
                var _ = timer.schedule(session::disconnect, CLOSE_SECONDS, TimeUnit.SECONDS);
            }
            if (waiting >= MAX_PENDING || !session.isOpen()) {
                return;
            }
            String frame = Json.MAPPER.writeValueAsString(
                    new LiveFrame(LiveFrame.CHANGED, change.revision(), change.notification()));
            session.sendText(frame, Callback.from(pending::decrementAndGet, _ -> session.disconnect()));
        }
    }

    /// For health and tests: how many clients listen.
    int connected() {
        return open.size();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Map.copyOf(open).values().forEach(listener -> listener.session.close(1001, "going away", Callback.NOOP));
    }
}
