package dev.hivesync.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WrappedByteChannel;
import org.jspecify.annotations.Nullable;

/// One socket, between the kernel and the library. Keeps the request back until its headers are whole and judged,
/// bounds what waits to be sent, and sends what waits in one write. Read and written by the selector's thread.
final class Gate implements WrappedByteChannel {

    /// What the gate tells of, on the selector's thread or, for `closed`, whichever thread closes.
    interface Owner {
        void refused();

        void closed();
    }

    private static final int FRAMES_PER_WRITE = 64;
    private static final int DRAINED_AT_CLOSE = 256 * 1024;

    private enum Phase {
        UPGRADING,
        OPEN,
        REFUSED
    }

    private final SocketChannel socket;
    private final WebSocketImpl webSocket;
    private final Upgrade upgrade;
    private final BridgeLimits limits;
    private final LongSupplier nanoTime;
    private final Owner owner;

    private Phase phase = Phase.UPGRADING;
    private @Nullable ByteBuffer head = ByteBuffer.allocate(BridgeLimits.HEADER_BYTES);

    private volatile long heardAt;

    /// Bytes offered and not yet written; off by the library's own few, such as its answer to the upgrade.
    private final AtomicLong waiting = new AtomicLong();

    /// Above the limits only while a replay, which the ring holds anyway, is on its way. Guarded by this.
    private int eventCeiling;

    private long byteCeiling;

    Gate(
            SocketChannel socket,
            WebSocketImpl webSocket,
            Upgrade upgrade,
            BridgeLimits limits,
            LongSupplier nanoTime,
            Owner owner) {
        this.socket = socket;
        this.webSocket = webSocket;
        this.upgrade = upgrade;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.owner = owner;
        heardAt = nanoTime.getAsLong();
        eventCeiling = limits.queueEvents();
        byteCeiling = limits.queueBytes();
    }

    /// When the last byte came in.
    long heardAt() {
        return heardAt;
    }

    /// Queues whole frames; false, with nothing queued, where the plugin has let too much pile up.
    boolean offer(List<byte[]> frames) {
        return offer(frames, 0);
    }

    /// As `offer`, with room made for a replay.
    boolean offerReplay(List<byte[]> frames) {
        return offer(frames, frames.size());
    }

    private synchronized boolean offer(List<byte[]> frames, int extraEvents) {
        long bytes = 0;
        for (byte[] frame : frames) {
            bytes += frame.length;
        }
        int queued = webSocket.outQueue.size();
        if (extraEvents > 0) {
            eventCeiling = limits.queueEvents() + extraEvents + queued;
            byteCeiling = limits.queueBytes() + bytes + waiting.get();
        } else if (queued < limits.queueEvents() && waiting.get() < limits.queueBytes()) {
            eventCeiling = limits.queueEvents();
            byteCeiling = limits.queueBytes();
        }
        if (queued + frames.size() > eventCeiling || waiting.get() + bytes > byteCeiling) {
            return false;
        }
        waiting.addAndGet(bytes);
        for (byte[] frame : frames) {
            webSocket.outQueue.add(ByteBuffer.wrap(frame));
        }
        webSocket.getWebSocketListener().onWriteDemand(webSocket);
        return true;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return switch (phase) {
            case UPGRADING -> readHead(into);
            case OPEN -> {
                int count = socket.read(into);
                heardAt = nanoTime.getAsLong();
                yield count;
            }
            case REFUSED -> {
                int count = socket.read(into);
                into.clear();
                yield Math.min(count, 0);
            }
        };
    }

    /// Hands the request to the library in one piece once it is whole and may pass.
    private int readHead(ByteBuffer into) throws IOException {
        ByteBuffer buffer = head;
        if (buffer == null) {
            return -1;
        }
        int from = Math.max(0, buffer.position() - 3);
        if (socket.read(buffer) < 0) {
            return -1;
        }
        int end = endOfHead(buffer, from);
        if (end > 0) {
            byte[] request = new byte[end];
            buffer.get(0, request);
            int status = upgrade.refusal(request).orElse(0);
            if (status != 0) {
                return refuse(status);
            }
            phase = Phase.OPEN;
            heardAt = nanoTime.getAsLong();
            head = null;
            into.put(buffer.flip());
            return into.position();
        }
        return buffer.hasRemaining() ? 0 : refuse(Upgrade.TOO_LARGE);
    }

    private static int endOfHead(ByteBuffer buffer, int from) {
        for (int i = from; i + 4 <= buffer.position(); i++) {
            if (buffer.get(i) == '\r'
                    && buffer.get(i + 1) == '\n'
                    && buffer.get(i + 2) == '\r'
                    && buffer.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return 0;
    }

    /// Answers and ends our side; what still comes in is thrown away until the other side or the sweep closes, so
    /// that the answer is not lost to a reset.
    private int refuse(int status) throws IOException {
        phase = Phase.REFUSED;
        head = null;
        socket.write(ByteBuffer.wrap(Upgrade.answer(status)));
        socket.shutdownOutput();
        owner.refused();
        return 0;
    }

    /// Writes `first`, the head of the queue, and with it what waits behind it: the library finds those empty.
    @Override
    public int write(ByteBuffer first) throws IOException {
        if (!first.hasRemaining()) {
            return 0;
        }
        ByteBuffer[] batch = webSocket.outQueue.stream().limit(FRAMES_PER_WRITE).toArray(ByteBuffer[]::new);
        long written = batch.length > 1 ? socket.write(batch) : socket.write(first);
        waiting.addAndGet(-written);
        return (int) written;
    }

    @Override
    public void close() throws IOException {
        if (!socket.isOpen()) {
            return;
        }
        try (socket) {
            if (phase == Phase.OPEN) {
                drain();
            }
        } finally {
            owner.closed();
        }
    }

    /// Unread bytes at a close turn it into a reset, which can take our close frame with it.
    private void drain() {
        try {
            socket.shutdownOutput();
            ByteBuffer rest = ByteBuffer.allocate(8 * 1024);
            for (int drained = 0; drained < DRAINED_AT_CLOSE; ) {
                int count = socket.read(rest.clear());
                if (count <= 0) {
                    return;
                }
                drained += count;
            }
        } catch (IOException _) {
            // the other side is gone already
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public boolean isNeedWrite() {
        return false;
    }

    @Override
    public void writeMore() {}

    @Override
    public boolean isNeedRead() {
        return false;
    }

    @Override
    public int readMore(ByteBuffer into) {
        return 0;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }
}
