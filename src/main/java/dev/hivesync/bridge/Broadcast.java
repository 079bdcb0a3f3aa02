package dev.hivesync.bridge;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The numbered events of this instance, and who receives them. The ring grows on the inbox's thread alone; the lock
/// makes "replay, then live" one step for a plugin that joins on another. Under it bytes are queued, never sent.
final class Broadcast {

    /// Makes the `ready` message of a plugin that joins.
    interface Welcome {
        byte[] ready(long newest, long replayFrom);
    }

    private final Frames frames;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    /// Guarded by the lock: the frames of the newest events, up to number `newest`.
    private final Deque<byte[]> held = new ArrayDeque<>();

    private volatile long newest;

    Broadcast(Frames frames, int capacity) {
        this.frames = frames;
        this.capacity = capacity;
    }

    List<Peer> peers() {
        return peers;
    }

    /// Called by the inbox's thread only.
    void publish(List<BridgeFrame.Event> events) {
        List<byte[]> encoded = new ArrayList<>(events.size());
        long seq = newest;
        for (BridgeFrame.Event event : events) {
            encoded.add(frames.text(BridgeMessage.event(event, ++seq)));
        }
        List<Peer> slow = new ArrayList<>();
        lock.lock();
        try {
            newest = seq;
            encoded.forEach(held::addLast);
            while (held.size() > capacity) {
                held.removeFirst();
            }
            for (Peer peer : peers) {
                if (!peer.gate().offer(encoded)) {
                    slow.add(peer);
                }
            }
        } finally {
            lock.unlock();
        }
        slow.forEach(Peer::overflowed);
    }

    /// A snapshot for all, outside the numbering.
    void tellAll(byte[] frame) {
        for (Peer peer : peers) {
            if (!peer.gate().offer(List.of(frame))) {
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
                    boolean offered = peer.gate().offer(List.of(frame));
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
        lock.lock();
        try {
            long oldest = newest - held.size();
            long from = resumeAfter == null || resumeAfter > newest ? newest : Math.max(resumeAfter, oldest);
            List<byte[]> first = new ArrayList<>();
            first.add(welcome.ready(newest, from));
            held.stream().skip(from - oldest).forEach(first::add);
            offered = peer.gate().offerReplay(first);
            peers.add(peer);
        } finally {
            lock.unlock();
        }
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
