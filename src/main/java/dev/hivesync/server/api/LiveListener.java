package dev.hivesync.server.api;

import dev.hivesync.server.store.Changed;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// One live client. Whoever leaves much unread for a while is cut off, and catches up with a GET. A moment does not
/// count: a machine that has more to do puts threads aside in the midst of a write, and a burst goes on meanwhile.
final class LiveListener implements Consumer<Changed> {

    static final int TRY_AGAIN_LATER = 1013;

    /// So many frames may not be left unread for a while,
    static final int MANY = 128;

    /// and so many not for a moment.
    static final int MOST = 512;

    /// For so long.
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /// What a closed client has to take its last bytes.
    static final Duration LINGER = Duration.ofSeconds(5);

    private final Session session;
    private final BiConsumer<Runnable, Duration> later;
    private final AtomicInteger pending = new AtomicInteger();

    /// How often it has fallen behind so far: it is still the same time while this stands.
    private final AtomicInteger behind = new AtomicInteger();

    private final AtomicBoolean cut = new AtomicBoolean();

    /// @param later does something after a while
    LiveListener(Session session, BiConsumer<Runnable, Duration> later) {
        this.session = session;
        this.later = later;
    }

    @Override
    public void accept(Changed change) {
        if (cut.get() || !session.isOpen()) {
            return;
        }
        int waiting = pending.incrementAndGet();
        if (waiting == MANY) {
            int time = behind.incrementAndGet();
            later.accept(() -> look(time), PATIENCE);
        } else if (waiting >= MOST) {
            cutOff();
            return;
        }
        String frame = Json.MAPPER.writeValueAsString(
                new LiveFrame(LiveFrame.CHANGED, change.revision(), change.notification()));
        session.sendText(frame, Callback.from(pending::decrementAndGet, _ -> session.disconnect()));
    }

    private void look(int time) {
        if (behind.get() == time && pending.get() >= MANY) {
            cutOff();
        }
    }

    private void cutOff() {
        if (cut.compareAndSet(false, true)) {
            session.close(TRY_AGAIN_LATER, "too slow", Callback.NOOP);
            // Whoever reads nothing does not read this either.
            later.accept(session::disconnect, LINGER);
        }
    }

    void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }
}
