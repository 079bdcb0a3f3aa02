package dev.hivesync.inbox;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import java.util.List;

/// Notifications and pages for tests.
public final class Rows {

    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private Rows() {}

    public static Notification unread(String id, long revision) {
        return row(id, "ai_job_completed", revision, false);
    }

    public static Notification read(String id, long revision) {
        return row(id, "ai_job_completed", revision, true);
    }

    public static Notification row(String id, String type, long revision, boolean read) {
        return new Notification(
                id,
                "u-1",
                "proj-1",
                type,
                new Payload.AiJob("job-" + id, "proj-1", "document_function", null),
                NOW.minusSeconds(60),
                read ? NOW : null,
                revision);
    }

    /// The same row of another user.
    public static Notification of(String user, Notification row) {
        return new Notification(
                row.notificationId(),
                user,
                row.projectId(),
                row.type(),
                row.payload(),
                row.createdAt(),
                row.readAt(),
                row.revision());
    }

    public static Page page(String cursor, boolean more, Notification... rows) {
        return new Page(List.of(rows), new Cursor(cursor), more, 0, 0, NOW);
    }
}
