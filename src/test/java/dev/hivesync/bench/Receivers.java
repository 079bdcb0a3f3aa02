package dev.hivesync.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The plugins of a measurement: one thread reads all their sockets and notes when each event came to each.
final class Receivers implements AutoCloseable {

    private static final int HEADER = 4;

    /// Where the type begins in `{"type":"…`: events of the measurements begin with `a`, the desktop's status does not.
    private static final int TYPE = 9;

    private final Selector selector = Selector.open();
    private final Thread thread = Thread.ofPlatform().daemon().name("receivers").unstarted(this::run);
    private final List<SocketChannel> channels;

    /// When each event was published, by its number; written by the publisher before it publishes.
    private final long[] published;

    /// The time from publishing to receiving, in the order in which they came; written by the reading thread.
    private final long[] latencies;

    /// Written by the reading thread.
    private final AtomicLong received = new AtomicLong();

    private volatile Thread waiting = Thread.currentThread();
    private volatile long awaited = Long.MAX_VALUE;

    private static final class Socket {
        private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
        private int events;
    }

    /// @param events how many are published at most
    Receivers(List<SocketChannel> channels, int events) throws IOException {
        this.channels = channels;
        published = new long[events];
        latencies = new long[events * channels.size()];
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Socket());
        }
        thread.start();
    }

    /// A permit that is left over from waiting for the receivers does not shorten it.
    static void pause(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    void publishing(int event) {
        published[event] = System.nanoTime();
    }

    /// Waits until every socket has received `events` in all.
    void await(int events) throws IOException {
        waiting = Thread.currentThread();
        awaited = (long) events * channels.size();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (received.get() < awaited) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("only " + received + " of " + awaited + " deliveries came");
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    /// From publishing to receiving, of these events at every socket, in nanoseconds and in order of length.
    long[] latencies(int from, int to) {
        long[] sorted = Arrays.copyOfRange(latencies, from * channels.size(), to * channels.size());
        Arrays.sort(sorted);
        return sorted;
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read);
            }
        } catch (IOException | ClosedSelectorException _) {
            // the measurement is over, or fails where it waits
        }
    }

    private void read(SelectionKey key) {
        Socket socket = (Socket) key.attachment();
        try {
            if (((SocketChannel) key.channel()).read(socket.buffer) < 0) {
                key.cancel();
                return;
            }
        } catch (IOException _) {
            key.cancel();
            return;
        }
        long now = System.nanoTime();
        ByteBuffer buffer = socket.buffer.flip();
        int came = 0;
        while (buffer.remaining() >= HEADER) {
            int at = buffer.position();
            int length = buffer.get(at + 1);
            int header = length == 126 ? HEADER : 2;
            if (header == HEADER) {
                length = buffer.getShort(at + 2) & 0xffff;
            }
            if (buffer.remaining() < header + length) {
                break;
            }
            if (buffer.get(at) == (byte) 0x81 && buffer.get(at + header + TYPE) == 'a') {
                int event = socket.events++;
                latencies[(int) received.get() + came] = now - published[event];
                came++;
            }
            buffer.position(at + header + length);
        }
        buffer.compact();
        note(came);
    }

    private void note(int came) {
        received.addAndGet(came);
        if (received.get() >= awaited) {
            LockSupport.unpark(waiting);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
