package dev.hivesync.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/// Asks one server over many kept-alive connections from one thread, each connection as soon as it has its answer.
/// Requests are bytes made before; of an answer it reads the status, the length and the body, and looks into nothing
/// else, so that as little as can be of the machine goes to asking.
final class HttpLoad implements AutoCloseable {

    private static final int BUFFER = 512 * 1024;
    private static final int MAX_SAMPLES = 1_000_000;

    private final Selector selector = Selector.open();
    private final Supplier<byte[]> requests;
    private final int status;
    private final int minBody;
    private final long[] nanos = new long[MAX_SAMPLES];
    private int answers;

    /// @param status what every answer must have
    /// @param minBody the fewest bytes of body every answer must have
    HttpLoad(InetSocketAddress server, int connections, int status, int minBody, Supplier<byte[]> requests)
            throws IOException {
        this.requests = requests;
        this.status = status;
        this.minBody = minBody;
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    /// @param cpu what asking itself took
    /// @param median from the first byte sent to the last received
    record Outcome(double perSecond, Duration cpu, Duration median) {}

    Outcome run(Duration time) throws IOException {
        answers = 0;
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
            ((Connection) key.attachment()).send();
        }
        while (System.nanoTime() - start < time.toNanos()) {
            selector.selectNow();
            if (selector.selectedKeys().isEmpty()) {
                selector.select(1_000);
            }
            take(true);
        }
        long elapsed = System.nanoTime() - start;
        long asking = cpuNanos() - cpu;
        int counted = answers;
        while (selector.keys().stream().anyMatch(key -> ((Connection) key.attachment()).waiting)) {
            selector.select(10_000);
            take(false);
        }
        long[] sorted = Arrays.copyOf(nanos, Math.min(counted, MAX_SAMPLES));
        Arrays.sort(sorted);
        return new Outcome(
                counted * 1e9 / elapsed, Duration.ofNanos(asking), Duration.ofNanos(sorted[sorted.length / 2]));
    }

    private void take(boolean askAgain) throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (connection.read() && askAgain) {
                connection.send();
            }
        }
        selector.selectedKeys().clear();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
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
        private final HttpAnswer answer = new HttpAnswer(BUFFER);
        private long sent;
        private boolean waiting;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send() throws IOException {
            answer.begin();
            waiting = true;
            sent = System.nanoTime();
            ByteBuffer request = ByteBuffer.wrap(requests.get());
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        /// Whether the answer is there.
        boolean read() throws IOException {
            if (!answer.read(channel)) {
                return false;
            }
            if (answer.status() != status || answer.body() < minBody) {
                throw new IOException("status " + answer.status() + " with " + answer.body() + " bytes, where " + status
                        + " was due");
            }
            waiting = false;
            nanos[answers++ % MAX_SAMPLES] = System.nanoTime() - sent;
            return true;
        }
    }
}
