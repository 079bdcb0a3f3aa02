package dev.hivesync.desktop.board;

import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The one thing to do about a thread first.
public enum MainAction {
    REVIEW,
    COPY_CODE,
    RETRY,
    OPEN;

    /// Pure.
    public static MainAction of(ThreadRow thread, Runs runs, Instant now) {
        NotificationType type = thread.notification().known().orElse(null);
        return switch (thread.notification().payload()) {
            case Payload.AiJob _ when type == NotificationType.AI_JOB_COMPLETED -> REVIEW;
            case Payload.Preview preview
            when type == NotificationType.PREVIEW_READY && valid(preview, now) -> COPY_CODE;
            case Payload.AiJob _, Payload.RepoSync _
            when failed(type)
                    && Order.again(thread).isPresent()
                    && runs.after(thread).isEmpty() -> RETRY;
            case Payload _ -> OPEN;
        };
    }

    private static boolean valid(Payload.Preview preview, Instant now) {
        return Optional.ofNullable(preview.expiresAt())
                .filter(end -> !end.isAfter(now))
                .isEmpty();
    }

    private static boolean failed(@org.jspecify.annotations.Nullable NotificationType type) {
        return type == NotificationType.AI_JOB_FAILED || type == NotificationType.REPO_SYNC_FAILED;
    }

    public String key() {
        return "action." + name().toLowerCase(Locale.ROOT);
    }
}
