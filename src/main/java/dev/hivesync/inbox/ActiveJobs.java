package dev.hivesync.inbox;

import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Which AI jobs are on their way: queued or started, not done, and heard of within 30 min.
public final class ActiveJobs {

    /// A job without news for so long is not waited for any more.
    public static final Duration NEWS = Duration.ofMinutes(30);

    private ActiveJobs() {}

    /// The ids of the jobs that are active at `now`.
    public static Set<String> at(InboxState state, Instant now) {
        Set<String> heard = new HashSet<>();
        Set<String> done = new HashSet<>();
        Instant oldest = now.minus(NEWS);
        for (Entry entry : state.entries().values()) {
            if (entry.notification().payload() instanceof Payload.AiJob job) {
                if (entry.notification().known().filter(NotificationType::done).isPresent()) {
                    done.add(job.jobId());
                } else if (entry.arrivedAt().isAfter(oldest)) {
                    heard.add(job.jobId());
                }
            }
        }
        heard.removeAll(done);
        return heard;
    }

    /// Whether the job has ended as far as is known here.
    public static boolean done(InboxState state, String jobId) {
        return state.entries().values().stream()
                .map(Entry::notification)
                .anyMatch(row -> row.payload() instanceof Payload.AiJob job
                        && job.jobId().equals(jobId)
                        && row.known().filter(NotificationType::done).isPresent());
    }
}
