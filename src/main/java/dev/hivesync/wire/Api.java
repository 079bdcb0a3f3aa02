package dev.hivesync.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The request and response bodies of `/api/v1` beside [Page] and [Notification].
public final class Api {

    /// Most ids one `mark_read` or `mark_unread` may carry.
    public static final int MAX_MARK_IDS = 1_000;

    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 500;

    private Api() {}

    public record Login(String email, String password) {
        @Override
        public String toString() {
            return "Login[" + email + "]";
        }
    }

    public record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /// @param expiresIn seconds
    public record Tokens(String accessToken, String tokenType, long expiresIn, String refreshToken, User user) {
        @Override
        public String toString() {
            return "Tokens[" + user.id() + "]";
        }
    }

    public record User(String id, String email) {}

    public record Project(String projectId, String name) {
        public Project {
            requireNonNull(projectId);
            requireNonNull(name);
        }
    }

    /// Either ids or `up_to`, never both.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mark(
            @Nullable List<String> notificationIds,
            @Nullable Long upTo) {
        public static Mark of(List<String> ids) {
            return new Mark(List.copyOf(ids), null);
        }
    }

    /// @param marked rows that changed
    /// @param readAt the moment of this call; null for `mark_unread`
    /// @param revision the user's revision after it
    public record Marked(
            @JsonProperty(required = true) int marked,
            @Nullable Instant readAt,
            int unreadCount,
            @JsonProperty(required = true) long revision) {}

    /// What a worker or a desktop hands in. Names a project or a user; a system notice may name neither.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ingest(
            @Nullable String projectId,
            @Nullable String userId,
            String type,
            Map<String, JsonNode> payload,
            String idempotencyKey) {}

    public record Ingested(String notificationId) {}

    public record Broadcast(int recipients) {}

    public record JobRequest(String projectId, String action) {}

    public record JobQueued(String jobId) {}

    public record SyncRequest(String projectId) {}

    public record SyncQueued(String syncId) {}

    /// @param status `queued`, `started`, `completed` or `failed`
    public record Job(
            String jobId,
            String projectId,
            String action,
            String status,
            @Nullable JobResult result) {}

    public record JobResult(String summary, String explanation, List<Change> changes) {
        public JobResult {
            changes = List.copyOf(changes);
        }
    }

    public record Change(String file, String before, String after) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JobReport(
            String projectId,
            String action,
            String status,
            @Nullable JobResult result,
            @Nullable String error) {}

    public record Problem(ProblemBody error) {}

    /// @param code the contract's code, such as `CURSOR_EXPIRED`
    /// @param message one sentence for a person
    public record ProblemBody(String code, String message, Map<String, Object> details) {}
}
