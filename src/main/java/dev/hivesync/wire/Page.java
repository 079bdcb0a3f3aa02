package dev.hivesync.wire;

import java.time.Instant;
import java.util.List;

/// One answer of `GET /notifications`.
///
/// @param nextCursor where the next read goes on
/// @param unreadCount over everything the user has, whatever the filters
/// @param activeAiJobs jobs queued or started and not done
public record Page(
        List<Notification> notifications,
        Cursor nextCursor,
        boolean hasMore,
        int unreadCount,
        int activeAiJobs,
        Instant serverTime) {

    public Page {
        notifications = List.copyOf(notifications);
    }
}
