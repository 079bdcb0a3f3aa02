package dev.hivesync.inbox;

import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the inbox knows of AI jobs.
public final class ActiveJobs {

    /// A job without news for so long is not waited for any more.
    public static final Duration NEWS = Duration.ofMinutes(30);

    private ActiveJobs() {}

    /// @param open jobs that are queued or started and not done, with the moment of their latest news by the local
    /// clock
    /// @param done jobs that have ended
    public record Known(Map<String, Instant> open, Set<String> done) {}

    /// One pass over all entries.
    public static Known known(InboxState state) {
        Map<String, Instant> open = new HashMap<>();
        Set<String> done = new HashSet<>();
        for (Entry entry : state.entries().values()) {
            if (entry.notification().payload() instanceof Payload.AiJob job) {
                if (entry.notification().known().filter(NotificationType::done).isPresent()) {
                    done.add(job.jobId());
                } else {
                    open.merge(job.jobId(), entry.arrivedAt(), (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        open.keySet().removeAll(done);
        return new Known(open, done);
    }
}
