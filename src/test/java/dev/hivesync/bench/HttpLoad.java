package dev.hivesync.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/// Asks one server over many kept-alive connections from one thread, each connection as soon as it has its answer.
/// Requests are bytes made before; of an answer it reads the status, the length and the body, and looks into nothing
/// else, so that as little as can be of the machine goes to asking.
final class HttpLoad implements AutoCloseable {

    private static final int BUFFER = 512 * 1024;
    private static final int MAX_SAMPLES = 1_000_000;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

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
        private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
        private final byte[] head = new byte[2_048];
        private long sent;
        private boolean waiting;
        /// Of the whole answer; 0 while its head has not come.
        private int expected;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send() throws IOException {
            in.clear();
            expected = 0;
            waiting = true;
            sent = System.nanoTime();
            ByteBuffer request = ByteBuffer.wrap(requests.get());
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        /// Whether the answer is there.
        boolean read() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection");
            }
            if (expected == 0) {
                expected = expected();
            }
            if (expected == 0 || in.position() < expected) {
                return false;
            }
            waiting = false;
            nanos[answers++ % MAX_SAMPLES] = System.nanoTime() - sent;
            return true;
        }

        private int expected() throws IOException {
            int size = Math.min(in.position(), head.length);
            in.get(0, head, 0, size);
            int body = 0;
            for (int i = 0; i + 3 < size; i++) {
                if (head[i] == '\r' && head[i + 2] == '\r') {
                    check(body);
                    return i + 4 + body;
                }
                if (head[i] == '\n' && startsLength(i + 1, size)) {
                    body = number(i + 1 + LENGTH.length);
                }
            }
            return 0;
        }

        private boolean startsLength(int from, int size) {
            if (from + LENGTH.length > size || (head[from] | 0x20) != 'c') {
                return false;
            }
            for (int i = 0; i < LENGTH.length; i++) {
                if ((head[from + i] | 0x20) != LENGTH[i]) {
                    return false;
                }
            }
            return true;
        }

        private int number(int from) {
            int value = 0;
            for (int i = from; head[i] != '\r'; i++) {
                value = head[i] == ' ' ? value : value * 10 + head[i] - '0';
            }
            return value;
        }

        private void check(int body) throws IOException {
            int code = (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
            if (code != status || body < minBody) {
                throw new IOException("status " + code + " with " + body + " bytes, where " + status + " was due");
            }
        }
    }
}
