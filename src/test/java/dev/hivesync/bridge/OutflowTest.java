package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A machine that has more to do may put a thread aside in the midst of its write: what piles up behind it meanwhile
/// says nothing of the plugin.
@Timeout(30)
class OutflowTest {

    private static final int LOT = BridgeLimits.CONTRACT.queueEvents() / 2;

    private final PutAside socket = new PutAside();
    private final AtomicInteger failures = new AtomicInteger();
    private Writer writer;
    private Outflow out;
    private Thread writing;

    @BeforeEach
    void one_is_put_aside_while_it_writes() throws Exception {
        writer = new Writer();
        out = new Outflow(socket, writer, BridgeLimits.CONTRACT, new Outflow.Owner() {
            @Override
            public void emptied() {}

            @Override
            public void failed() {
                failures.incrementAndGet();
            }
        });
        assertThat(out.offer(lot("a"))).isTrue();
        writing = Thread.ofPlatform().daemon().start(out::drain);
        assertThat(socket.writing.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        socket.goOn.countDown();
        writer.close();
    }

    @Test
    void more_than_the_limit_behind_it_is_taken() throws Exception {
        assertThat(out.offer(lot("b"))).isTrue();
        assertThat(out.offer(List.of(Parcel.of(bytes("status"))))).isTrue();
        assertThat(out.offer(lot("c"))).isTrue();
        out.drain();

        socket.goOn.countDown();

        writing.join();
        assertThat(socket.text()).isEqualTo("a".repeat(LOT) + "b".repeat(LOT) + "status" + "c".repeat(LOT));
        assertThat(out.waiting()).isZero();
        assertThat(failures).hasValue(0);
    }

    @Test
    void a_single_event_waits_for_it_where_much_waits_already() throws Exception {
        assertThat(out.offer(lot("b"))).isTrue();
        Thread single = Thread.ofPlatform()
                .daemon()
                .start(() -> out.express(Parcel.of(bytes("event")), ByteBuffer.wrap(bytes("event"))));
        assertThat(single.join(Duration.ofMillis(100)))
                .as("has gone on, and so would the next ten thousand")
                .isFalse();

        socket.goOn.countDown();

        writing.join();
        single.join();
        assertThat(socket.text()).isEqualTo("a".repeat(LOT) + "b".repeat(LOT) + "event");
    }

    @Test
    void a_write_that_ends_as_none_should_costs_the_connection_and_holds_nobody_up() throws Exception {
        assertThat(out.offer(lot("b"))).isTrue();
        socket.failure = new OutOfMemoryError("Cannot reserve direct buffer memory");
        Thread publishing = Thread.ofPlatform().daemon().start(out::relieve);

        socket.goOn.countDown();

        writing.join();
        publishing.join();
        assertThat(failures).hasPositiveValue();
        assertThat(socket.text()).as("its last write came before").isEqualTo("a".repeat(LOT));
    }

    private static List<Parcel> lot(String frame) {
        return List.of(new Parcel(ByteBuffer.wrap(bytes(frame.repeat(LOT))), LOT));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Takes everything, but its first write returns only once it may.
    private static final class PutAside extends SocketChannel {

        private final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final ByteBuffer taken = ByteBuffer.allocate(64 * 1024);
        private volatile @Nullable Error failure;

        PutAside() {
            super(SelectorProvider.provider());
        }

        String text() {
            return new String(taken.array(), 0, taken.position(), StandardCharsets.US_ASCII);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            Error now = failure;
            if (now != null && taken.position() > 0) {
                throw now;
            }
            int count = from.remaining();
            taken.put(from);
            writing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return count;
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) throws IOException {
            long count = 0;
            for (int i = offset; i < offset + length; i++) {
                count += write(from[i]);
            }
            return count;
        }

        @Override
        public SocketChannel bind(SocketAddress local) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> SocketChannel setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public SocketChannel shutdownInput() {
            return this;
        }

        @Override
        public SocketChannel shutdownOutput() {
            return this;
        }

        @Override
        public Socket socket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isConnectionPending() {
            return false;
        }

        @Override
        public boolean connect(SocketAddress remote) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean finishConnect() {
            return true;
        }

        @Override
        public SocketAddress getRemoteAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer into) {
            return 0;
        }

        @Override
        public long read(ByteBuffer[] into, int offset, int length) {
            return 0;
        }

        @Override
        public SocketAddress getLocalAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }
}
