package dev.hivesync.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WrappedByteChannel;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/// One socket, between the kernel and the library. Keeps the request back until its headers are whole and judged, and
/// lets nothing out but through its [Outflow]. Read by the selector's thread.
final class Gate implements WrappedByteChannel, Outflow.Owner {

    /// What the gate tells of, on the selector's thread or, for `closed`, whichever thread closes.
    interface Owner {
        void refused();

        void closed();
    }

    /// What is read of a socket after our last word, and thrown away: unread bytes turn a close into a reset, which can
    /// take that word with it. The time for it is [BridgeLimits#linger].
    private static final int READ_ON = 4 * 1024 * 1024;

    /// The same, in one go, where there is no time left.
    private static final int READ_AT_CLOSE = 256 * 1024;

    private enum Phase {
        UPGRADING,
        OPEN,
        ENDING
    }

    private final SocketChannel socket;
    private final WebSocketImpl webSocket;
    private final Upgrade upgrade;
    private final LongSupplier nanoTime;
    private final Owner owner;
    private final Outflow out;
    private final Writer writer;

    /// Left for `ENDING` by whoever writes the last word.
    private volatile Phase phase = Phase.UPGRADING;
    private @Nullable ByteBuffer head = ByteBuffer.allocate(BridgeLimits.HEADER_BYTES);

    private int thrownAway;

    private volatile long heardAt;

    Gate(
            SocketChannel socket,
            WebSocketImpl webSocket,
            Upgrade upgrade,
            BridgeLimits limits,
            LongSupplier nanoTime,
            Writer writer,
            Owner owner) {
        this.socket = socket;
        this.webSocket = webSocket;
        this.upgrade = upgrade;
        this.nanoTime = nanoTime;
        this.owner = owner;
        heardAt = nanoTime.getAsLong();
        this.writer = writer;
        out = new Outflow(socket, writer, limits, this);
    }

    Outflow out() {
        return out;
    }

    /// When the last byte came in.
    long heardAt() {
        return heardAt;
    }

    /// Sends at once; false, with nothing sent, where the plugin has let too much pile up.
    boolean send(byte[] frame) {
        boolean offered = out.offer(List.of(Parcel.of(frame)));
        out.drain();
        return offered;
    }

    /// The library has something to say, or has said all and waits to close.
    void demand() {
        for (ByteBuffer frame = webSocket.outQueue.poll(); frame != null; frame = webSocket.outQueue.poll()) {
            out.add(frame);
        }
        out.drain();
    }

    @Override
    public void emptied() {
        if (!webSocket.isFlushAndClose() || phase == Phase.ENDING) {
            return;
        }
        try {
            end();
        } catch (IOException _) {
            webSocket.closeConnection();
        }
    }

    @Override
    public void failed() {
        webSocket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
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
            case ENDING -> readOn(into);
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

    private int refuse(int status) throws IOException {
        head = null;
        socket.write(ByteBuffer.wrap(Upgrade.answer(status)));
        end();
        owner.refused();
        return 0;
    }

    /// Ends our side; the other or the sweep closes.
    private void end() throws IOException {
        phase = Phase.ENDING;
        socket.shutdownOutput();
    }

    /// Nothing for the library: 0, or -1 once it is enough.
    private int readOn(ByteBuffer into) throws IOException {
        int count = socket.read(into);
        into.clear();
        thrownAway += Math.max(count, 0);
        return count < 0 || thrownAway > READ_ON ? -1 : 0;
    }

    /// Not asked for: see [DemandKey].
    @Override
    public int write(ByteBuffer frame) {
        throw new UnsupportedOperationException("written through the outflow");
    }

    @Override
    public void close() throws IOException {
        if (!socket.isOpen()) {
            return;
        }
        try (socket) {
            if (phase != Phase.UPGRADING) {
                drain();
            }
        } finally {
            writer.forget(socket);
            webSocket.getSelectionKey().selector().wakeup();
            owner.closed();
        }
    }

    private void drain() {
        try {
            socket.shutdownOutput();
            ByteBuffer rest = ByteBuffer.allocate(8 * 1024);
            for (int drained = 0; drained < READ_AT_CLOSE; ) {
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
