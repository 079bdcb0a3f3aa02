package dev.hivesync.plugin;

import dev.hivesync.plugin.Surfaces.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How far the AI jobs are that a plugin has heard of. Immutable. A job only moves forward, since push and poll come in
/// any order, and one that nothing is heard of for 30 min no longer runs.
///
/// @param known by job id, the longest unheard of first
/// @param elsewhere how many jobs the backend counted as active at the last page
record JobStages(Map<String, Job> known, int elsewhere) {

    private static final int REMEMBERED = 500;
    private static final long NEWS = Duration.ofMinutes(30).toNanos();

    static final JobStages NONE = new JobStages(Map.of(), 0);

    /// @param heardAt on the monotonic clock
    record Job(Stage stage, long heardAt) {
        boolean open() {
            return stage == Stage.QUEUED || stage == Stage.STARTED;
        }
    }

    boolean forward(String jobId, Stage stage) {
        Job job = known.get(jobId);
        return job == null || (job.open() && stage.compareTo(job.stage()) > 0);
    }

    /// After a move that is [forward][#forward].
    JobStages moved(String jobId, Stage stage, long now) {
        LinkedHashMap<String, Job> next = new LinkedHashMap<>(known);
        Job job = new Job(stage, now);
        next.remove(jobId);
        next.put(jobId, job);
        if (next.size() > REMEMBERED) {
            next.pollFirstEntry();
        }
        return new JobStages(Collections.unmodifiableMap(next), job.open() ? elsewhere : Math.max(0, elsewhere - 1));
    }

    /// The backend's count. With none, what was heard of before it was asked runs no more.
    JobStages counted(int active, long askedAt) {
        if (active > 0) {
            return new JobStages(known, active);
        }
        LinkedHashMap<String, Job> next = new LinkedHashMap<>(known);
        next.values().removeIf(job -> job.open() && job.heardAt() - askedAt <= 0);
        return new JobStages(Collections.unmodifiableMap(next), 0);
    }

    boolean running(long now) {
        return elsewhere > 0 || known.values().stream().anyMatch(job -> job.open() && now - job.heardAt() < NEWS);
    }
}
