package dev.hivesync.plugin;

import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Focus;
import dev.hivesync.wire.BridgeFrame.JobStarted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be said to the desktop, at a pace and in sizes that it takes. Read marks wait until they are confirmed,
/// over any number of connections. Belongs to the client's thread.
final class Sayings {

    static final String ACKS = "acks";

    private static final long NEVER = Long.MAX_VALUE;
    private static final long PAUSE = Duration.ofMillis(250).toNanos();

    /// With one round in 250 ms and the pings well below the desktop's 20 messages a second.
    private static final int FRAMES = 3;

    /// So many ids fit into a message of 64 KiB.
    private static final int BATCH = 500;

    private static final int MOST_ACKS = 5_000;
    private static final int MOST_JOBS = 100;

    private final LinkedHashSet<String> unsaid = new LinkedHashSet<>();
    private final LinkedHashSet<String> unconfirmed = new LinkedHashSet<>();
    private final ArrayDeque<JobStarted> jobs = new ArrayDeque<>();
    private @Nullable String focus;
    private boolean focusMoved;
    private long nextAt;

    /// The oldest beyond 5,000 are given up: they stay unread.
    void ack(Collection<String> ids) {
        unsaid.addAll(ids);
        while (unsaid.size() + unconfirmed.size() > MOST_ACKS) {
            (unconfirmed.isEmpty() ? unsaid : unconfirmed).removeFirst();
        }
    }

    void confirmed(Collection<String> ids) {
        ids.forEach(id -> {
            unconfirmed.remove(id);
            unsaid.remove(id);
        });
    }

    void job(JobStarted job) {
        jobs.add(job);
        if (jobs.size() > MOST_JOBS) {
            jobs.removeFirst();
        }
    }

    void focus(@Nullable String projectId) {
        focus = projectId;
        focusMoved = true;
    }

    /// A new connection knows nothing of what was said on the last.
    void connected() {
        unsaid.addAll(unconfirmed);
        unconfirmed.clear();
        focusMoved = focus != null;
    }

    /// Read marks that no desktop has confirmed, for a poll to bring; one batch.
    List<String> unconfirmed() {
        List<String> all = new ArrayList<>(unconfirmed);
        all.addAll(unsaid);
        return List.copyOf(all.subList(0, Math.min(all.size(), BATCH)));
    }

    /// When there is something to say.
    long dueAt() {
        return focusMoved || !unsaid.isEmpty() || !jobs.isEmpty() ? nextAt : NEVER;
    }

    /// What is to be said now.
    List<BridgeFrame> take(long now) {
        if (now < dueAt()) {
            return List.of();
        }
        nextAt = now + PAUSE;
        List<BridgeFrame> frames = new ArrayList<>();
        if (focusMoved) {
            focusMoved = false;
            frames.add(new Focus(focus));
        }
        if (!jobs.isEmpty()) {
            frames.add(jobs.removeFirst());
        }
        while (frames.size() < FRAMES && !unsaid.isEmpty()) {
            List<String> batch = unsaid.stream().limit(BATCH).toList();
            batch.forEach(unsaid::remove);
            unconfirmed.addAll(batch);
            frames.add(new Ack(batch));
        }
        return frames;
    }
}
