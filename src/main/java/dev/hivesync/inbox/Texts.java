package dev.hivesync.inbox;

import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Payload.Preview;
import dev.hivesync.wire.Payload.RepoSync;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps equal texts once: users, projects, types and actions repeat in every row, and 100,000 copies of them
/// would be half of the inbox. The inbox thread's.
final class Texts {

    /// More different ones than this are not worth sharing.
    private static final int MOST = 10_000;

    private final Map<String, String> kept = new HashMap<>();

    /// The same row, its repeating texts shared.
    Notification share(Notification row) {
        return new Notification(
                row.notificationId(),
                share(row.userId()),
                shareIf(row.projectId()),
                share(row.type()),
                share(row.payload()),
                row.createdAt(),
                row.readAt(),
                row.revision());
    }

    private Payload share(Payload payload) {
        return switch (payload) {
            case AiJob job -> new AiJob(job.jobId(), share(job.projectId()), share(job.action()), job.error());
            case Preview preview ->
                new Preview(
                        preview.previewToken(),
                        share(preview.projectId()),
                        share(preview.platform()),
                        preview.expiresAt());
            case RepoSync sync -> new RepoSync(sync.syncId(), sync.commit(), shareIf(sync.projectId()), sync.error());
            case Payload.SystemNotice _, Payload.Other _ -> payload;
        };
    }

    private @Nullable String shareIf(@Nullable String text) {
        return text == null ? null : share(text);
    }

    private String share(String text) {
        String known = kept.get(text);
        if (known != null) {
            return known;
        }
        if (kept.size() < MOST) {
            kept.put(text, text);
        }
        return text;
    }
}
