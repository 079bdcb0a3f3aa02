package dev.hivesync.sync;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// One socket of the live channel, from the first packet to its end. What happens to it is told in order to the one
/// thread that waits for it; frames go to the listener directly.
final class LiveAttempt extends WebSocketListener {

    /// The server ends a socket with this code when its access token ends.
    private static final int TOKEN_ENDED = 4401;

    private static final Logger LOG = LoggerFactory.getLogger(LiveAttempt.class);

    /// What happens to a socket: it may open, and it ends once.
    enum Event {
        OPENED,
        /// It failed or was closed, before it opened or after.
        ENDED,
        /// The server takes the token no more.
        REFUSED,
        /// We let go of it to make another at once.
        REMADE
    }

    private final LiveChannel.Listener listener;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /// Ends the attempt for everyone: later frames are no longer heard. Written by [#end].
    private volatile boolean ended;

    /// Returns at once; what becomes of it is an event.
    LiveAttempt(OkHttpClient http, Request request, LiveChannel.Listener listener) {
        this.listener = listener;
        socket = http.newWebSocket(request, this);
    }

    /// The next event, or null when none came in time.
    @Nullable
    Event next(Duration time) throws InterruptedException {
        return events.poll(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    Event next() throws InterruptedException {
        return events.take();
    }

    /// Ends the attempt without waiting for the network, in whichever state it is.
    void drop(Event event) {
        end(event);
        socket.cancel();
    }

    private void end(Event event) {
        ended = true;
        events.add(event);
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        events.add(Event.OPENED);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        if (ended) {
            return;
        }
        try {
            LiveFrame frame = Json.MAPPER.readValue(text, LiveFrame.class);
            if (frame != null && LiveFrame.CHANGED.equals(frame.type())) {
                listener.frame(frame);
            }
        } catch (JacksonException _) {
            LOG.info("A live frame could not be read; a poll brings what it told");
            listener.missed();
        }
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(1000, null);
        end(code == TOKEN_ENDED ? Event.REFUSED : Event.ENDED);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
        end(response != null && response.code() == 401 ? Event.REFUSED : Event.ENDED);
    }
}
