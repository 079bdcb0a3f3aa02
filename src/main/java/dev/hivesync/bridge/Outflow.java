package dev.hivesync.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits to be sent to one plugin. Whoever has something to send writes it, without ever waiting for the socket,
/// and what piled up leaves in one write. One writes at a time: who comes meanwhile leaves it to the one who is at it.
/// A socket that takes no more is left to the [Writer] until it does.
final class Outflow {

    /// Told, outside of all locks, that nothing waits any more or that the socket failed.
    interface Owner {
        void emptied();

        void failed();
    }

    private record Waiting(ByteBuffer bytes, int frames) {}

    private static final Logger LOG = LoggerFactory.getLogger(Outflow.class);

    private static final int BUFFERS_PER_WRITE = 256;

    /// Most writes are over within so many looks; then somebody else needs the processor.
    private static final int LOOKS = 1_000;

    private static final long REST = 50_000;

    private final SocketChannel socket;
    private final Writer writer;
    private final BridgeLimits limits;
    private final Owner owner;

    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writers = new AtomicInteger();

    /// Taken from the queue, for the next write; of who is at it.
    private final Deque<Waiting> leaving = new ArrayDeque<>();

    private volatile boolean blocked;
    private volatile boolean broken;

    /// Guarded by this, as is what follows.
    private int frames;

    private long bytes;

    /// Above the limits only while more than they allow, which the ring holds anyway, is on its way.
    private int frameCeiling;

    private long byteCeiling;

    Outflow(SocketChannel socket, Writer writer, BridgeLimits limits, Owner owner) {
        this.socket = socket;
        this.writer = writer;
        this.limits = limits;
        this.owner = owner;
        frameCeiling = limits.queueEvents();
        byteCeiling = limits.queueBytes();
    }

    /// Queues whole frames; false, with nothing queued, where the plugin has let too much pile up. Who offers again and
    /// again asks for relief before.
    boolean offer(List<Parcel> parcels) {
        int offered = parcels.stream().mapToInt(Parcel::frames).sum();
        return offer(parcels, offered > limits.queueEvents());
    }

    /// As `offer`, with room made for a replay.
    boolean offerReplay(List<Parcel> parcels) {
        return offer(parcels, true);
    }

    private synchronized boolean offer(List<Parcel> parcels, boolean more) {
        int offeredFrames = 0;
        long offeredBytes = 0;
        for (Parcel parcel : parcels) {
            offeredFrames += parcel.frames();
            offeredBytes += parcel.bytes().remaining();
        }
        boolean within = frames < limits.queueEvents() && bytes < limits.queueBytes();
        if (within) {
            frameCeiling = limits.queueEvents() + (more ? offeredFrames : 0);
            byteCeiling = limits.queueBytes() + (more ? offeredBytes : 0);
        }
        if (blocked && (frames + offeredFrames > frameCeiling || bytes + offeredBytes > byteCeiling)) {
            return false;
        }
        frames += offeredFrames;
        bytes += offeredBytes;
        for (Parcel parcel : parcels) {
            queue.add(new Waiting(parcel.bytes().duplicate(), parcel.frames()));
        }
        return true;
    }

    /// Queues what the library says of its own accord, such as its answer to the upgrade; that is never refused.
    synchronized void add(ByteBuffer frame) {
        bytes += frame.remaining();
        frames++;
        queue.add(new Waiting(frame, 1));
    }

    /// Writes what the socket takes, until there is room again; waits for nothing but a write that another is at.
    void relieve() {
        for (int looks = 0; !blocked && !broken && halfFull(); looks++) {
            drain();
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(REST);
            }
        }
    }

    private synchronized boolean halfFull() {
        return frames > limits.queueEvents() / 2 || bytes > limits.queueBytes() / 2;
    }

    /// Frames that the plugin has not taken yet.
    synchronized int waiting() {
        return frames;
    }

    private boolean isEmpty() {
        return waiting() == 0;
    }

    /// Sends one parcel at once where nothing is ahead of it, without queueing it.
    ///
    /// @param bytes the parcel's, in memory that the system writes from; left as it is
    /// @return false, with nothing sent, where the plugin has let too much pile up
    boolean express(Parcel parcel, ByteBuffer bytes) {
        if (blocked || !queue.isEmpty() || !writers.compareAndSet(0, 1)) {
            relieve();
            boolean offered = offer(List.of(parcel));
            drain();
            return offered;
        }
        boolean nothingWaits = leaving.isEmpty() && queue.isEmpty() && !blocked && !broken;
        boolean offered = nothingWaits ? writeThrough(parcel, bytes) : offer(List.of(parcel));
        int left = writers.decrementAndGet();
        if (left != 0 || broken) {
            goOn(left);
        }
        return offered;
    }

    private boolean writeThrough(Parcel parcel, ByteBuffer bytes) {
        try {
            ByteBuffer view = bytes.duplicate();
            socket.write(view);
            if (view.hasRemaining()) {
                synchronized (this) {
                    frames += parcel.frames();
                    this.bytes += view.remaining();
                }
                ByteBuffer rest = parcel.bytes().duplicate();
                leaving.add(new Waiting(rest.position(rest.limit() - view.remaining()), parcel.frames()));
                blocked = true;
                writer.await(socket, this);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            breaks(e);
        }
        return true;
    }

    /// Writes what waits, as far as the socket takes it.
    void drain() {
        if (writers.getAndIncrement() == 0) {
            goOn(1);
        }
    }

    /// @param seen how many have asked for what is done now
    private void goOn(int seen) {
        for (int left = seen; left != 0; left = writers.addAndGet(-left)) {
            if (!blocked && !broken) {
                writeAll();
            }
        }
        if (broken) {
            owner.failed();
        } else if (isEmpty()) {
            owner.emptied();
        }
    }

    /// The socket takes more again; called by the writer.
    void unblocked() {
        blocked = false;
        drain();
    }

    private void writeAll() {
        try {
            while (true) {
                while (leaving.size() < BUFFERS_PER_WRITE) {
                    Waiting next = queue.poll();
                    if (next == null) {
                        break;
                    }
                    leaving.add(next);
                }
                if (leaving.isEmpty()) {
                    return;
                }
                if (!write()) {
                    blocked = true;
                    writer.await(socket, this);
                    return;
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            breaks(e);
            leaving.clear();
            queue.clear();
        }
    }

    /// Whatever it is costs this plugin its connection: whoever asks for relief would else wait for ever.
    private void breaks(Throwable failure) {
        broken = true;
        if (!(failure instanceof IOException)) {
            LOG.error("a plugin could not be written to", failure);
        }
    }

    /// One write; false where the socket did not take it all.
    private boolean write() throws IOException {
        long written = leaving.size() == 1
                ? socket.write(leaving.getFirst().bytes())
                : socket.write(leaving.stream().map(Waiting::bytes).toArray(ByteBuffer[]::new));
        int done = 0;
        while (!leaving.isEmpty() && !leaving.getFirst().bytes().hasRemaining()) {
            done += leaving.removeFirst().frames();
        }
        synchronized (this) {
            frames -= done;
            bytes -= written;
        }
        return leaving.isEmpty();
    }
}
