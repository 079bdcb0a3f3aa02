package dev.hivesync.wire;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One stored event of one user.
///
/// @param notificationId a UUID; opaque to clients
/// @param projectId null for a system notice that concerns no project
/// @param type a wire name of [NotificationType], or one of a later version
/// @param createdAt UTC, microseconds
/// @param readAt when it was first marked read, or null
/// @param revision per user, strictly increasing in commit order, stamped anew on every change of the row
public record Notification(
        String notificationId,
        String userId,
        @Nullable String projectId,
        String type,
        Payload payload,
        Instant createdAt,
        @Nullable Instant readAt,
        long revision) {

    /// The largest serialised notification, in bytes of UTF-8.
    public static final int MAX_BYTES = 1_024;

    public Optional<NotificationType> known() {
        return NotificationType.of(type);
    }

    public boolean read() {
        return readAt != null;
    }

    /// The same row, read at another moment or not at all.
    public Notification withReadAt(@Nullable Instant moment) {
        return new Notification(notificationId, userId, projectId, type, payload, createdAt, moment, revision);
    }

    /// Unknown types are announced like a medium event, so that nothing new is missed by an old client.
    public Priority priority() {
        return known().map(NotificationType::priority).orElse(Priority.MEDIUM);
    }
}
