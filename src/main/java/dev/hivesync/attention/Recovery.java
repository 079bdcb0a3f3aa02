package dev.hivesync.attention;

import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Failures that were made good by themselves: a failed sync by a later sync of its project, a failed job by its
/// own later completion. Another job with the same action is other work and makes nothing good.
public final class Recovery {

    /// When each project synced.
    public static final class Synced {

        private final Map<String, NavigableMap<Instant, Integer>> byProject = new HashMap<>();

        /// Takes note of an entry that came, where it is a sync that went well.
        ///
        /// @return the project it is of
        public Optional<String> add(Entry entry) {
            Optional<String> project = of(entry);
            project.ifPresent(id ->
                    byProject.computeIfAbsent(id, _ -> new TreeMap<>()).merge(AutoClear.time(entry), 1, Integer::sum));
            return project;
        }

        /// Forgets an entry that was added.
        ///
        /// @return the project it is of
        public Optional<String> remove(Entry entry) {
            Optional<String> project = of(entry);
            project.flatMap(id -> Optional.ofNullable(byProject.get(id)))
                    .ifPresent(times ->
                            times.computeIfPresent(AutoClear.time(entry), (_, many) -> many == 1 ? null : many - 1));
            return project;
        }

        private static Optional<String> of(Entry entry) {
            return entry.notification().type().equals(NotificationType.REPO_SYNC_SUCCESS.wireName())
                    ? AutoClear.projectOf(entry.notification())
                    : Optional.empty();
        }

        /// How long after the failure its project synced.
        public Optional<Duration> after(Notification failure) {
            return AutoClear.projectOf(failure)
                    .flatMap(project -> Optional.ofNullable(byProject.get(project)))
                    .flatMap(times -> Optional.ofNullable(times.higherKey(failure.createdAt())))
                    .map(time -> Duration.between(failure.createdAt(), time));
        }
    }

    private Recovery() {}

    public static Synced synced(Collection<Entry> known) {
        Synced synced = new Synced();
        known.forEach(synced::add);
        return synced;
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

    /// The project that a notification is of, as its row or its payload says.
    public static Optional<String> projectOf(Notification notification) {
        return AutoClear.projectOf(notification);
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
