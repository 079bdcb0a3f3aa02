package dev.hivesync.server.store;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notification as it lies in the table.
///
/// @param payload JSON as it was checked when it was stored
public record Row(
        String notificationId,
        String userId,
        @Nullable String projectId,
        String type,
        String payload,
        Instant createdAt,
        @Nullable Instant readAt,
        long revision) {

    public Notification notification() {
        return new Notification(
                notificationId,
                userId,
                projectId,
                type,
                Json.payload(type, Json.MAPPER.readTree(payload)),
                createdAt,
                readAt,
                revision);
    }
}
