package dev.hivesync.server.store;

import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import org.jspecify.annotations.Nullable;

/// A notification that has passed [PayloadRules] and waits for its row.
///
/// @param projectId null for a system notice that concerns no project
/// @param idempotencyKey the same key for the same user is one notification; null makes each its own
public record Draft(
        String userId,
        @Nullable String projectId,
        NotificationType type,
        Payload payload,
        @Nullable String idempotencyKey) {}
