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
        /// A ping that nothing is ahead of.
        ///
        /// @return false where the library is to hear of it
        boolean pinged();

        void refused();

        void closed();
    }

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
    private final Remainder remainder;
    private final Writer writer;

    /// Left for `ENDING` by whoever writes the last word.
    private volatile Phase phase = Phase.UPGRADING;
    private @Nullable RequestHead head = new RequestHead();

    /// How many bytes behind the head the library was handed.
    private long handed;

    /// How many of them were whole messages that have been dealt with; written by the worker.
    private volatile long settled;

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
        remainder = new Remainder(socket);
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
            case OPEN -> readFrames(into);
            case ENDING -> remainder.readOn(into);
        };
    }

    /// Hands the request to the library in one piece once it is whole and may pass.
    private int readHead(ByteBuffer into) throws IOException {
        RequestHead request = head;
        if (request == null || !request.readFrom(socket)) {
            return -1;
        }
        if (!request.whole()) {
            return request.tooLarge() ? refuse(Upgrade.TOO_LARGE) : 0;
        }
        int status = upgrade.refusal(request.bytes()).orElse(0);
        if (status != 0) {
            return refuse(status);
        }
        phase = Phase.OPEN;
        heardAt = nanoTime.getAsLong();
        head = null;
        handed = request.handOver(into);
        return into.position();
    }

    private int readFrames(ByteBuffer into) throws IOException {
        int count = socket.read(into);
        heardAt = nanoTime.getAsLong();
        if (count > 0 && handed == settled && Pings.isOne(into, count) && owner.pinged()) {
            into.clear();
            return 0;
        }
        handed += Math.max(0, count);
        return count;
    }

    /// So many bytes behind the head were whole messages and are dealt with.
    void settled(long bytes) {
        settled = bytes;
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
                socket.shutdownOutput();
                remainder.takeAll();
            }
        } catch (IOException _) {
            // the other side is gone already
        } finally {
            writer.forget(socket);
            webSocket.getSelectionKey().selector().wakeup();
            owner.closed();
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
