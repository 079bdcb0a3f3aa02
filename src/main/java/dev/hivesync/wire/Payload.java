package dev.hivesync.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened, by family. A payload of a known type that lacks a required field, and every payload of an
/// unknown type, is an [Other]: shown neutrally, never refused.
public sealed interface Payload {

    /// The name of the thread this event belongs to, such as `job:job-123`; empty where events stand alone.
    default Optional<String> thread() {
        return switch (this) {
            case AiJob job -> Optional.of("job:" + job.jobId());
            case Preview preview -> Optional.of("preview:" + preview.previewToken());
            case RepoSync sync -> Optional.of("sync:" + sync.syncId());
            case SystemNotice _, Other _ -> Optional.empty();
        };
    }

    /// @param error why it failed; only on `ai_job_failed`
    record AiJob(
            String jobId,
            String projectId,
            String action,
            @Nullable String error) implements Payload {}

    /// @param previewToken a short-lived share code, masked in logs
    record Preview(
            String previewToken,
            String projectId,
            String platform,
            @Nullable Instant expiresAt) implements Payload {}

    /// @param commit the abbreviated commit the repository stands at
    record RepoSync(
            String syncId,
            String commit,
            @Nullable String projectId,
            @Nullable String error) implements Payload {}

    record SystemNotice(
            String message,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String resource) implements Payload {}

    /// The fields as they came, values as JSON text.
    record Other(Map<String, String> fields) implements Payload {
        public Other {
            fields = Map.copyOf(fields);
        }
    }
}
