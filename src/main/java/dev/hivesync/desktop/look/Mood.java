package dev.hivesync.desktop.look;

import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import java.util.Locale;

/// What a notification's colour says; each is a style class.
public enum Mood {
    WAITING,
    RUNNING,
    SUCCESS,
    READY,
    FAILURE,
    NOTICE,
    NEUTRAL;

    public static Mood of(Notification notification) {
        return notification.known().map(Mood::of).orElse(NEUTRAL);
    }

    private static Mood of(NotificationType type) {
        return switch (type) {
            case AI_JOB_QUEUED, PREVIEW_TOKEN_CREATED -> WAITING;
            case AI_JOB_STARTED, PREVIEW_BUNDLE_UPLOADED, REPO_SYNC_STARTED -> RUNNING;
            case AI_JOB_COMPLETED, REPO_SYNC_SUCCESS -> SUCCESS;
            case PREVIEW_READY -> READY;
            case AI_JOB_FAILED, REPO_SYNC_FAILED -> FAILURE;
            case SYSTEM_MAINTENANCE_WARNING, SYSTEM_HEALTH_ISSUE, WORKER_UNAVAILABLE, RESOURCE_LIMIT_WARNING -> NOTICE;
            case PREVIEW_CONSUMED, PREVIEW_EXPIRED -> NEUTRAL;
        };
    }

    public String styleClass() {
        return "mood-" + name().toLowerCase(Locale.ROOT);
    }
}
