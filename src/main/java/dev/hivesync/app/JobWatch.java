package dev.hivesync.app;

import dev.hivesync.inbox.ActiveJobs;
import dev.hivesync.inbox.InboxState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Whether an AI job is on its way, so that polling should be fast: known from the inbox or started by a plugin, not
/// done, and heard of within 30 min. The age of news is read off the wall clock once, when the news is first seen, and
/// counted on the monotonic clock from then on: a clock that is set does neither end a job nor keep it alive.
final class JobWatch {

    /// A plugin that starts more than this in half an hour has its oldest forgotten.
    private static final int MOST_STARTED = 1_000;

    private static final long NEWS = ActiveJobs.NEWS.toNanos();

    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /// Jobs that a plugin started, with the monotonic moment it said so; guarded by this object.
    private final LinkedHashMap<String, Long> started = new LinkedHashMap<>();

    /// Jobs of the inbox; guarded by this object.
    private final Map<String, News> heard = new HashMap<>();

    /// @param arrivedAt names the news
    /// @param since its monotonic moment
    private record News(Instant arrivedAt, long since) {}

    JobWatch(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    synchronized void started(String jobId) {
        started.remove(jobId);
        started.put(jobId, nanoTime.getAsLong());
        if (started.size() > MOST_STARTED) {
            started.pollFirstEntry();
        }
    }

    synchronized boolean active(InboxState state) {
        ActiveJobs.Known known = ActiveJobs.known(state);
        long now = nanoTime.getAsLong();
        started.entrySet()
                .removeIf(job -> now - job.getValue() >= NEWS || known.done().contains(job.getKey()));
        heard.keySet().retainAll(known.open().keySet());
        known.open().forEach((job, arrivedAt) -> {
            News news = heard.get(job);
            if (news == null || !news.arrivedAt().equals(arrivedAt)) {
                heard.put(job, new News(arrivedAt, now - age(arrivedAt)));
            }
        });
        return !started.isEmpty() || heard.values().stream().anyMatch(news -> now - news.since() < NEWS);
    }

    private long age(Instant arrivedAt) {
        Duration age = Duration.between(arrivedAt, clock.instant());
        return Math.clamp(age.compareTo(ActiveJobs.NEWS) > 0 ? NEWS : age.toNanos(), 0, NEWS);
    }
}
