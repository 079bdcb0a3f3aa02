package dev.hivesync.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The sixteen notification types of the specification. On the wire a type is an open string: one that is not
/// listed here is kept and shown generically.
public enum NotificationType {
    AI_JOB_QUEUED(Family.AI_JOB, Priority.LOW, false),
    AI_JOB_STARTED(Family.AI_JOB, Priority.LOW, false),
    AI_JOB_COMPLETED(Family.AI_JOB, Priority.MEDIUM, true),
    AI_JOB_FAILED(Family.AI_JOB, Priority.HIGH, true),
    PREVIEW_TOKEN_CREATED(Family.PREVIEW, Priority.LOW, false),
    PREVIEW_BUNDLE_UPLOADED(Family.PREVIEW, Priority.LOW, false),
    PREVIEW_READY(Family.PREVIEW, Priority.HIGH, false),
    PREVIEW_CONSUMED(Family.PREVIEW, Priority.LOW, true),
    PREVIEW_EXPIRED(Family.PREVIEW, Priority.LOW, true),
    REPO_SYNC_STARTED(Family.REPO_SYNC, Priority.LOW, false),
    REPO_SYNC_SUCCESS(Family.REPO_SYNC, Priority.MEDIUM, true),
    REPO_SYNC_FAILED(Family.REPO_SYNC, Priority.HIGH, true),
    SYSTEM_MAINTENANCE_WARNING(Family.SYSTEM, Priority.MEDIUM, false),
    SYSTEM_HEALTH_ISSUE(Family.SYSTEM, Priority.MEDIUM, false),
    WORKER_UNAVAILABLE(Family.SYSTEM, Priority.MEDIUM, false),
    RESOURCE_LIMIT_WARNING(Family.SYSTEM, Priority.MEDIUM, false);

    private static final Map<String, NotificationType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(NotificationType::wireName, Function.identity()));

    private final Family family;
    private final Priority priority;
    private final boolean done;

    NotificationType(Family family, Priority priority, boolean done) {
        this.family = family;
        this.priority = priority;
        this.done = done;
    }

    /// The type that a wire string names, or empty for one this version does not know.
    public static Optional<NotificationType> of(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Family family() {
        return family;
    }

    public Priority priority() {
        return priority;
    }

    /// Whether this type ends its thread: nothing more is expected of the job, preview or sync.
    public boolean done() {
        return done;
    }
}
