package dev.hivesync.attention;

import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Failures that were made good by themselves: a failed sync by a later sync of its project, a failed job by its
/// own later completion. Another job with the same action is other work and makes nothing good.
public final class Recovery {

    /// When each project synced, oldest first.
    public record Synced(Map<String, List<Instant>> byProject) {

        /// How long after the failure its project synced.
        public Optional<Duration> after(Notification failure) {
            return AutoClear.projectOf(failure)
                    .map(project -> byProject.getOrDefault(project, List.of()))
                    .flatMap(times -> times.stream()
                            .filter(time -> time.isAfter(failure.createdAt()))
                            .findFirst())
                    .map(time -> Duration.between(failure.createdAt(), time));
        }
    }

    private Recovery() {}

    public static Synced synced(Collection<Entry> known) {
        Map<String, List<Instant>> byProject = new HashMap<>();
        known.stream()
                .map(Entry::notification)
                .filter(row -> row.type().equals(NotificationType.REPO_SYNC_SUCCESS.wireName()))
                .sorted(Comparator.comparing(Notification::createdAt))
                .forEach(row -> AutoClear.projectOf(row)
                        .ifPresent(project -> byProject
                                .computeIfAbsent(project, _ -> new java.util.ArrayList<>())
                                .add(row.createdAt())));
        return new Synced(byProject);
    }

    /// How long a thread's failure lasted, where it was made good.
    ///
    /// @param thread its entries in the order in which they happened
    public static Optional<Duration> of(List<Entry> thread, Synced synced) {
        Notification last = thread.getLast().notification();
        return last.known().flatMap(type -> switch (type) {
            case REPO_SYNC_FAILED -> synced.after(last);
            case AI_JOB_COMPLETED, REPO_SYNC_SUCCESS ->
                thread.stream()
                        .filter(Recovery::failed)
                        .findFirst()
                        .map(failure -> Duration.between(AutoClear.time(failure), last.createdAt()));
            case AI_JOB_QUEUED,
                    AI_JOB_STARTED,
                    AI_JOB_FAILED,
                    PREVIEW_TOKEN_CREATED,
                    PREVIEW_BUNDLE_UPLOADED,
                    PREVIEW_READY,
                    PREVIEW_CONSUMED,
                    PREVIEW_EXPIRED,
                    REPO_SYNC_STARTED,
                    SYSTEM_MAINTENANCE_WARNING,
                    SYSTEM_HEALTH_ISSUE,
                    WORKER_UNAVAILABLE,
                    RESOURCE_LIMIT_WARNING -> Optional.empty();
        });
    }

    private static boolean failed(Entry entry) {
        return entry.notification()
                .known()
                .filter(type -> type == NotificationType.AI_JOB_FAILED || type == NotificationType.REPO_SYNC_FAILED)
                .isPresent();
    }

    /// Whether `success` is a later sync of the project that `failure` is of.
    static boolean recovers(Entry success, Entry failure) {
        Optional<String> project = AutoClear.projectOf(failure.notification());
        return project.isPresent()
                && success.notification().type().equals(NotificationType.REPO_SYNC_SUCCESS.wireName())
                && AutoClear.projectOf(success.notification()).equals(project)
                && AutoClear.time(success).isAfter(AutoClear.time(failure));
    }
}
