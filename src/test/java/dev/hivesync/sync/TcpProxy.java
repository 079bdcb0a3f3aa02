package dev.hivesync.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A network that can be made to misbehave: carries TCP connections to a local port, and stalls, swallows, trickles or
/// cuts them. What is set counts at once for what stands and what comes.
public final class TcpProxy implements AutoCloseable {

    private enum Mode {
        PASS,
        /// Nothing moves, nothing is lost.
        STALL,
        /// Everything sent is taken and goes nowhere, as on a half-open connection.
        SWALLOW,
        /// One byte a second towards the client.
        TRICKLE,
        /// Nobody is let in, and who is in is thrown out.
        REFUSE
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /// The following are guarded by the lock.
    private Mode mode = Mode.PASS;

    /// How many more bytes go to clients before all is cut; negative for no end.
    private long allowance = -1;

    private boolean closed;

    /// @param target the local port to carry to
    public TcpProxy(int target) throws IOException {
        this.target = target;
        threads.add(Thread.ofVirtual().name("proxy").start(this::accept));
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Another server stands behind it from now on.
    public void retarget(int port) {
        target = port;
        cut();
    }

    /// How many connections were made so far.
    public int accepted() {
        return accepted.get();
    }

    public void heal() {
        set(Mode.PASS, -1);
    }

    public void stall() {
        set(Mode.STALL, -1);
    }

    public void swallow() {
        set(Mode.SWALLOW, -1);
    }

    public void trickle() {
        set(Mode.TRICKLE, -1);
    }

    /// Cuts every connection, and each new one as it comes.
    public void refuse() {
        set(Mode.REFUSE, -1);
        cut();
    }

    /// Cuts everything once so many more bytes have gone to clients, then passes again.
    public void cutAfter(long bytes) {
        set(Mode.PASS, bytes);
    }

    /// Cuts what stands, once.
    public void cut() {
        sockets.forEach(TcpProxy::quietly);
    }

    private void set(Mode next, long bytes) {
        boolean lossy;
        lock.lock();
        try {
            lossy = mode == Mode.SWALLOW && next != Mode.SWALLOW;
            mode = next;
            allowance = bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (lossy) {
            // TCP leaves nothing out: what has lost bytes is dead, and its ends learn it now.
            cut();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                if (current() == Mode.REFUSE) {
                    quietly(client);
                    continue;
                }
                sockets.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> carry(client, server, false));
                Thread.ofVirtual().start(() -> carry(server, client, true));
            } catch (IOException _) {
                // the listener was closed, or the target is down: either shows to the client as a cut
            }
        }
    }

    private Mode current() {
        lock.lock();
        try {
            return mode;
        } finally {
            lock.unlock();
        }
    }

    private void carry(Socket from, Socket to, boolean towardsClient) {
        byte[] buffer = new byte[8_192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            boolean lost = false;
            int read = in.read(buffer);
            while (read >= 0) {
                int sent = 0;
                while (sent < read) {
                    int piece = allowed(read - sent, towardsClient);
                    lost |= piece < 0;
                    if (piece > 0) {
                        if (lost) {
                            throw new IOException("TCP leaves nothing out: what went lost ends the connection");
                        }
                        out.write(buffer, sent, piece);
                    }
                    sent += Math.abs(piece);
                }
                read = in.read(buffer);
            }
        } catch (IOException | InterruptedException _) {
            // cut, by either end or by us
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /// How many bytes may go now; negative for so many that are swallowed. Waits while none may.
    private int allowed(int wanted, boolean towardsClient) throws InterruptedException, IOException {
        lock.lock();
        try {
            while (mode == Mode.STALL && !closed) {
                changed.await();
            }
            return switch (mode) {
                case SWALLOW -> -wanted;
                case REFUSE, STALL -> throw new IOException("cut");
                case TRICKLE -> towardsClient ? oneByte() : wanted;
                case PASS -> towardsClient ? metered(wanted) : wanted;
            };
        } finally {
            lock.unlock();
        }
    }

    private int oneByte() throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(1);
        while (mode == Mode.TRICKLE && left > 0) {
            left = changed.awaitNanos(left);
        }
        return 1;
    }

    private int metered(int wanted) throws IOException {
        if (allowance == 0) {
            allowance = -1;
            cut();
            throw new IOException("cut");
        }
        int piece = allowance < 0 ? wanted : (int) Math.min(wanted, allowance);
        allowance -= allowance < 0 ? 0 : piece;
        return piece;
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone either way
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            mode = Mode.REFUSE;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listener.close();
        cut();
    }
}
