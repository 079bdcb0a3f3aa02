package dev.hivesync.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of the plugin bridge, protocol 1.0, both ways. [BridgeCodec] puts them into their envelope.
public sealed interface BridgeFrame {

    String PROTOCOL = "1.0";

    /// What HiveSync's own commands call themselves: they come and go, and count as no plugin.
    String COMMAND = "hivesync-command";

    /// The close code of a connection that the user has ended: the plugin stays away until it is wanted again.
    int DISCONNECTED = 4403;

    /// What a plugin may say.
    sealed interface FromPlugin extends BridgeFrame {}

    /// What the desktop may say.
    sealed interface FromDesktop extends BridgeFrame {}

    /// What carries a sequence number and is replayed after a reconnect.
    sealed interface Event extends FromDesktop {}

    /// @param nonce base64 of at least 16 random bytes
    /// @param projects what the plugin has open, for "Open in editor"
    /// @param resumeAfter the last sequence number seen of this instance
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hello(
            String protocolVersion,
            String client,
            @Nullable String version,
            String nonce,
            @Nullable List<String> projects,
            @Nullable Long resumeAfter)
            implements FromPlugin {
        public Hello {
            requireNonNull(protocolVersion);
            requireNonNull(client);
            requireNonNull(nonce);
        }
    }

    record Auth(String proof) implements FromPlugin {
        public Auth {
            requireNonNull(proof);
        }
    }

    record Ping() implements FromPlugin {}

    /// Shown and handled in the plugin: marks read.
    record Ack(List<String> notificationIds) implements FromPlugin {
        public Ack {
            notificationIds = List.copyOf(notificationIds);
        }
    }

    /// From HiveSync's own second start: bring the window to the front.
    ///
    /// @param notificationId what the window is to open, or null
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Show(@Nullable String notificationId) implements FromPlugin {}

    record JobStarted(String projectId, String jobId) implements FromPlugin {
        public JobStarted {
            requireNonNull(projectId);
            requireNonNull(jobId);
        }
    }

    record Focus(@Nullable String projectId) implements FromPlugin {}

    record Challenge(String nonce, String proof) implements FromDesktop {
        public Challenge {
            requireNonNull(nonce);
            requireNonNull(proof);
        }
    }

    /// @param seq the newest event of this instance
    /// @param replayFrom events after this number follow; above `resume_after` when older ones are no longer held
    record Ready(String protocolVersion, String instance, long seq, long replayFrom, int unread, Connection connection)
            implements FromDesktop {
        public Ready {
            requireNonNull(protocolVersion);
            requireNonNull(instance);
            requireNonNull(connection);
        }
    }

    record Pong() implements FromDesktop {}

    /// The answer to an [Ack] that carries a request id, once it is durable.
    ///
    /// @param unknownIds of nothing that the desktop has heard of yet; as durable as the others
    record Acked(List<String> notificationIds, List<String> unknownIds) implements FromDesktop {
        public Acked {
            notificationIds = List.copyOf(notificationIds);
            unknownIds = List.copyOf(unknownIds);
        }
    }

    /// The answer to [Show].
    ///
    /// @param window whether there is one to bring to the front
    record Shown(boolean window) implements FromDesktop {}

    record DesktopStatus(String version, boolean connected, Connection connection, int unread) implements FromDesktop {
        public DesktopStatus {
            requireNonNull(version);
            requireNonNull(connection);
        }
    }

    record Failure(String code, String message) implements FromDesktop {
        public Failure {
            requireNonNull(code);
            requireNonNull(message);
        }
    }

    /// The user wants this suggestion in the editor. No event: it carries no number and is not replayed.
    record OpenReview(String jobId, String projectId, String action, String notificationId) implements FromDesktop {
        public OpenReview {
            requireNonNull(jobId);
            requireNonNull(projectId);
            requireNonNull(action);
            requireNonNull(notificationId);
        }
    }

    /// One of the four events that reach plugins at once: the notification's payload and its id.
    record Push(Kind kind, String notificationId, Payload payload) implements Event {}

    /// Read elsewhere: withdraw what shows it.
    record Read(List<String> notificationIds) implements Event {
        public Read {
            notificationIds = List.copyOf(notificationIds);
        }
    }

    /// A type of a later version; both sides ignore it.
    record Unknown(String type) implements FromPlugin, FromDesktop {}

    /// The push events and the notification types behind them.
    enum Kind {
        AI_JOB_COMPLETE("ai_job_complete", NotificationType.AI_JOB_COMPLETED),
        PREVIEW_READY("preview_ready", NotificationType.PREVIEW_READY),
        REPO_SYNC_SUCCESS("repo_sync_success", NotificationType.REPO_SYNC_SUCCESS),
        REPO_SYNC_FAILED("repo_sync_failed", NotificationType.REPO_SYNC_FAILED);

        private final String wireName;
        private final NotificationType source;

        Kind(String wireName, NotificationType source) {
            this.wireName = wireName;
            this.source = source;
        }

        public String wireName() {
            return wireName;
        }

        public NotificationType source() {
            return source;
        }
    }
}
