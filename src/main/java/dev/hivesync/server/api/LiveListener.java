package dev.hivesync.server.api;

import dev.hivesync.server.store.Changed;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// One live client. Whoever leaves much unread for a while is cut off, and catches up with a GET. A moment does not
/// count: a machine that has more to do puts threads aside in the midst of a write, and a burst goes on meanwhile.
final class LiveListener implements Consumer<Changed> {

    static final int TRY_AGAIN_LATER = 1013;

    /// So many frames may not be left unread for `patience`,
    static final int MANY = 128;

    /// and so many not for a moment.
    static final int MOST = 512;

    private final Session session;
    private final ScheduledExecutorService timer;
    private final Duration patience;
    private final Duration linger;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final AtomicBoolean cut = new AtomicBoolean();

    /// Since when it leaves many unread; 0 where it does not.
    private volatile long behindSince;

    /// @param linger for a closed client to take its last bytes
    LiveListener(Session session, ScheduledExecutorService timer, Duration patience, Duration linger) {
        this.session = session;
        this.timer = timer;
        this.patience = patience;
        this.linger = linger;
    }

    @Override
    public void accept(Changed change) {
        if (cut.get() || !session.isOpen()) {
            return;
        }
        int waiting = pending.incrementAndGet();
        if (waiting == MANY) {
            behindSince = now();
            watch();
        } else if (waiting >= MOST) {
            cutOff();
            return;
        }
        String frame = Json.MAPPER.writeValueAsString(
                new LiveFrame(LiveFrame.CHANGED, change.revision(), change.notification()));
        session.sendText(frame, Callback.from(this::taken, _ -> session.disconnect()));
    }

    private void taken() {
        if (pending.decrementAndGet() == MANY - 1) {
            behindSince = 0;
        }
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            later(this::look, patience);
        }
    }

    private void look() {
        watched.set(false);
        if (pending.get() < MANY) {
            return;
        }
        long since = behindSince;
        if (since == 0) {
            // One that has just been read was noted after one that has just come.
            behindSince = now();
            watch();
        } else if (now() - since >= patience.toNanos()) {
            cutOff();
        } else {
            watch();
        }
    }

    private void cutOff() {
        if (cut.compareAndSet(false, true)) {
            session.close(TRY_AGAIN_LATER, "too slow", Callback.NOOP);
            // Whoever reads nothing does not read this either.
            later(session::disconnect, linger);
        }
    }

    private void later(Runnable task, Duration wait) {
        try {
            var _ = timer.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            // the server ends, and with it every client's connection
        }
    }

    /// Never 0.
    private static long now() {
        return System.nanoTime() | 1;
    }

    void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }
}
