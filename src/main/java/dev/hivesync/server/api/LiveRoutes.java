package dev.hivesync.server.api;

import dev.hivesync.server.live.Hub;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// `GET /notifications/live`: hints to connected clients.
final class LiveRoutes implements AutoCloseable {

    /// Of RFC 6455, and no other.
    private static final String VERSION = "13";

    private static final int TOKEN_ENDED = 4401;
    private static final int GOING_AWAY = 1001;
    private static final int PING_SECONDS = 20;

    private final Gate gate;
    private final Hub hub;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Open> open = new ConcurrentHashMap<>();
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
        Open listener = new Open(
                user.id(),
                new LiveListener(socket.session, this::later),
                timer.schedule(() -> socket.closeSession(TOKEN_ENDED, "token ended"), left, TimeUnit.MILLISECONDS));
        open.put(socket.sessionId(), listener);
        hub.subscribe(user.id(), listener.listener());
    }

    private void gone(WsContext socket) {
        Open listener = open.remove(socket.sessionId());
        if (listener != null) {
            hub.unsubscribe(listener.userId(), listener.listener());
            listener.end().cancel(false);
        }
    }

    private void later(Runnable task, Duration wait) {
        try {
            var _ = timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // the server ends, and with it every client's connection
        }
    }

    /// @param end closes it when its token ends
    private record Open(String userId, LiveListener listener, ScheduledFuture<?> end) {}

    /// For health and tests: how many clients listen.
    int connected() {
        return open.size();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Map.copyOf(open).values().forEach(each -> each.listener().close(GOING_AWAY, "going away"));
    }
}
