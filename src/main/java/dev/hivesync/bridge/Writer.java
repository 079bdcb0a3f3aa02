package dev.hivesync.bridge;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what others left: to sockets that take no more, as soon as they do, and what comes so thick that it is better
/// sent together. Its selector is its own, because the library's may forget a wish to write that comes while it writes.
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /// How long what comes thick is left to gather; an event that comes alone never waits.
    private static final long GATHERING = 500_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Writer() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().name("bridge-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Does this once a little more may have gathered.
    void later(Runnable sending) {
        later.add(sending);
        if (called.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /// Goes on with `flow` once its socket takes more; from the thread that writes it.
    void await(SocketChannel socket, Outflow flow) throws IOException {
        try {
            socket.register(selector, SelectionKey.OP_WRITE, flow);
            selector.wakeup();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new IOException("closing", e);
        }
    }

    /// Lets go of a socket that was closed: its descriptor is free only then.
    void forget(SocketChannel socket) {
        if (socket.keyFor(selector) != null) {
            selector.wakeup();
        }
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::writable);
                if (called.get()) {
                    LockSupport.parkNanos(GATHERING);
                }
                called.set(false);
                for (Runnable sending = later.poll(); sending != null; sending = later.poll()) {
                    sending.run();
                }
            }
        } catch (ClosedSelectorException _) {
            // the bridge has ended
        } catch (IOException | RuntimeException e) {
            LOG.error("the plugin bridge can send no more", e);
        }
    }

    private void writable(SelectionKey key) {
        try {
            key.interestOps(0);
            ((Outflow) key.attachment()).unblocked();
        } catch (CancelledKeyException _) {
            // closed meanwhile
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("a selector did not close: {}", e.getClass().getSimpleName());
        }
    }
}
