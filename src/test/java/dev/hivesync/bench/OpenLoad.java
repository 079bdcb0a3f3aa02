package dev.hivesync.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Asks at moments that were fixed before, whether or not earlier answers have come: an open loop. A request that is
/// due
/// while no connection is free waits, and its time counts from when it was due, so that a server that stalls cannot
/// hide
/// it by being asked less (coordinated omission). Many clients share kept-alive connections, as behind a proxy.
final class OpenLoad implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final long GIVE_UP = Duration.ofSeconds(30).toNanos();

    private final Selector selector = Selector.open();
    private final List<Deque<Connection>> idle = new ArrayList<>();
    private final List<Deque<Due>> waiting = new ArrayList<>();

    /// The present run's.
    private Histogram fromDue = new Histogram(3);

    private Histogram fromSent = new Histogram(3);
    private int open;

    /// @param instances the servers, each over so many connections
    OpenLoad(List<InetSocketAddress> instances, int connections) throws IOException {
        for (InetSocketAddress instance : instances) {
            Deque<Connection> channels = new ArrayDeque<>();
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(instance);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                Connection connection = new Connection(channel, idle.size());
                channel.register(selector, SelectionKey.OP_READ, connection);
                channels.add(connection);
            }
            idle.add(channels);
            waiting.add(new ArrayDeque<>());
        }
    }

    /// A request and when it is due, in nanoseconds from the start.
    record Due(long at, ByteBuffer request) {}

    /// @param fromDue nanoseconds from when each was due to its answer
    /// @param fromSent from when it was sent: what a closed loop would have seen
    record Outcome(Histogram fromDue, Histogram fromSent, Duration took) {
        double millis(double percentile) {
            return fromDue.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /// @param plan in order
    Outcome run(List<Due> plan) throws IOException {
        fromDue = new Histogram(3);
        fromSent = new Histogram(3);
        open = 0;
        long start = System.nanoTime();
        int next = 0;
        while (next < plan.size() || open > 0) {
            long now = System.nanoTime() - start;
            for (; next < plan.size() && plan.get(next).at() <= now; next++) {
                int instance = next % idle.size();
                open++;
                Due due = new Due(start + plan.get(next).at(), plan.get(next).request());
                Connection free = idle.get(instance).poll();
                if (free == null) {
                    waiting.get(instance).add(due);
                } else {
                    free.send(due);
                }
            }
            receive(
                    next < plan.size()
                            ? plan.get(next).at() - now
                            : Duration.ofMillis(100).toNanos());
            if (next == plan.size()
                    && System.nanoTime() - start - plan.getLast().at() > GIVE_UP) {
                throw new IOException(open + " requests got no answer");
            }
        }
        return new Outcome(fromDue, fromSent, Duration.ofNanos(System.nanoTime() - start));
    }

    private void receive(long nanos) throws IOException {
        long millis = nanos / 1_000_000;
        if (millis > 0) {
            selector.select(millis);
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (connection.read()) {
                open--;
                Due due = waiting.get(connection.instance).poll();
                if (due == null) {
                    idle.get(connection.instance).add(connection);
                } else {
                    connection.send(due);
                }
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private final class Connection {
        private final SocketChannel channel;
        private final int instance;
        private final HttpAnswer answer = new HttpAnswer(BUFFER);
        private long due;
        private long sent;

        Connection(SocketChannel channel, int instance) {
            this.channel = channel;
            this.instance = instance;
        }

        void send(Due what) throws IOException {
            answer.begin();
            due = what.at();
            sent = System.nanoTime();
            ByteBuffer request = what.request().duplicate();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        boolean read() throws IOException {
            if (!answer.read(channel)) {
                return false;
            }
            if (answer.status() != 200 && answer.status() != 304) {
                throw new IOException("a poll got " + answer.status());
            }
            long now = System.nanoTime();
            fromDue.recordValue(Math.max(1, now - due));
            fromSent.recordValue(now - sent);
            return true;
        }
    }
}
