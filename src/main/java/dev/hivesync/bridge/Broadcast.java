package dev.hivesync.bridge;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The numbered events of this instance, and who receives them. An event that comes alone leaves at once; what comes
/// thick gathers and leaves together, in one write for each plugin. The ring grows on the inbox's thread alone; the
/// lock makes "replay, then live" one step for a plugin that joins on another. Under it bytes are queued, never sent.
final class Broadcast {

    /// Makes the `ready` message of a plugin that joins.
    interface Welcome {
        byte[] ready(long newest, long replayFrom);
    }

    /// What follows another within this time waits for what comes with it, and leaves in one write.
    private static final long THICK = 500_000;

    private static final int MOST_GATHERED = 128;

    private final Frames frames;
    private final int capacity;
    private final Writer writer;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    /// Guarded by the lock: the frames of the newest events, up to number `newest`.
    private final Deque<byte[]> held = new ArrayDeque<>();

    /// Guarded by the lock: those of the held that nobody has been sent yet.
    private final List<byte[]> gathered = new ArrayList<>();

    private volatile long newest;

    /// The inbox's thread only: where an event is written from.
    private ByteBuffer scratch = ByteBuffer.allocateDirect(2 * 1_024);

    /// Of the last publishing; the inbox's thread only.
    private long publishedAt;

    Broadcast(Frames frames, int capacity, Writer writer, LongSupplier nanoTime) {
        this.frames = frames;
        this.capacity = capacity;
        this.writer = writer;
        this.nanoTime = nanoTime;
        publishedAt = nanoTime.getAsLong() - THICK;
    }

    List<Peer> peers() {
        return peers;
    }

    /// How each plugin stands at the moment, the newest last.
    List<PluginStanding> standings() {
        lock.lock();
        try {
            return peers.stream()
                    .map(peer -> peer.standing(newest, gathered.size()))
                    .flatMap(Optional::stream)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// Called by the inbox's thread only.
    void publish(List<BridgeFrame.Event> events) {
        List<byte[]> encoded = new ArrayList<>(events.size());
        long seq = newest;
        for (BridgeFrame.Event event : events) {
            encoded.add(frames.text(BridgeMessage.event(event, ++seq)));
        }
        long now = nanoTime.getAsLong();
        boolean thick = now - publishedAt < THICK;
        publishedAt = now;
        boolean first;
        boolean alone;
        boolean many;
        Iterator<Peer> present;
        lock.lock();
        try {
            newest = seq;
            encoded.forEach(held::addLast);
            while (held.size() > capacity) {
                held.removeFirst();
            }
            first = gathered.isEmpty();
            alone = first && !thick && encoded.size() == 1;
            if (!alone) {
                gathered.addAll(encoded);
            }
            many = gathered.size() >= MOST_GATHERED;
            present = peers.iterator();
        } finally {
            lock.unlock();
        }
        if (alone) {
            express(encoded.getFirst(), present);
        } else if (thick && !many) {
            if (first) {
                writer.later(this::spread);
            }
        } else {
            spread();
        }
    }

    private void express(byte[] frame, Iterator<Peer> present) {
        if (frame.length > scratch.capacity()) {
            scratch = ByteBuffer.allocateDirect(frame.length);
        }
        Parcel parcel = Parcel.of(frame);
        ByteBuffer bytes = scratch.clear().put(frame).flip();
        present.forEachRemaining(peer -> {
            if (!peer.gate().out().express(parcel, bytes)) {
                peer.overflowed();
            }
        });
    }

    /// Sends what has gathered; by whoever finds enough of it.
    private void spread() {
        peers.forEach(peer -> peer.gate().out().relieve());
        List<Peer> slow = new ArrayList<>();
        lock.lock();
        try {
            queueGathered(slow);
        } finally {
            lock.unlock();
        }
        peers.forEach(peer -> peer.gate().out().drain());
        slow.forEach(Peer::overflowed);
    }

    /// With the lock held.
    private void queueGathered(List<Peer> slow) {
        if (gathered.isEmpty()) {
            return;
        }
        List<Parcel> parcels = Parcel.of(gathered);
        gathered.clear();
        for (Peer peer : peers) {
            if (!peer.gate().out().offer(parcels)) {
                slow.add(peer);
            }
        }
    }

    /// A snapshot for all, outside the numbering.
    void tellAll(byte[] frame) {
        for (Peer peer : peers) {
            if (!peer.gate().send(frame)) {
                peer.overflowed();
            }
        }
    }

    /// To the plugin that has the project open, outside the numbering.
    ///
    /// @return the plugin's name, or empty where none has the project
    Optional<String> tellOne(String projectId, byte[] frame) {
        Optional<Peer> best = peers.stream()
                .filter(peer -> peer.plugin()
                        .filter(plugin -> plugin.projects().contains(projectId))
                        .isPresent())
                .max(Comparator.comparing((Peer peer) ->
                                peer.focus().filter(projectId::equals).isPresent())
                        .thenComparingLong(Peer::acceptedAt));
        return best.filter(peer -> {
                    boolean offered = peer.gate().send(frame);
                    if (!offered) {
                        peer.overflowed();
                    }
                    return offered;
                })
                .flatMap(Peer::plugin)
                .map(ConnectedPlugin::client);
    }

    /// Welcomes a plugin and replays what came after `resumeAfter`; then it receives what is published.
    void join(Peer peer, @Nullable Long resumeAfter, Welcome welcome) {
        boolean offered;
        List<Peer> slow = new ArrayList<>();
        lock.lock();
        try {
            queueGathered(slow);
            long oldest = newest - held.size();
            long from = resumeAfter == null || resumeAfter > newest ? newest : Math.max(resumeAfter, oldest);
            List<byte[]> first = new ArrayList<>();
            first.add(welcome.ready(newest, from));
            held.stream().skip(from - oldest).forEach(first::add);
            peer.follows(from);
            offered = peer.gate().out().offerReplay(Parcel.of(first));
            peers.add(peer);
        } finally {
            lock.unlock();
        }
        peers.forEach(each -> each.gate().out().drain());
        slow.forEach(Peer::overflowed);
        if (!offered) {
            peer.overflowed();
        } else if (peer.plugin().isEmpty()) {
            leave(peer);
        }
    }

    void leave(Peer peer) {
        peers.remove(peer);
    }
}
