package dev.hivesync.server.store;

import dev.hivesync.wire.Family;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The gate every payload passes before it is stored: the allow-list of its type, no secret, no path, no more
/// bytes than the contract allows.
public final class PayloadRules {

    private static final int MAX_KEY = 200;
    private static final Set<String> TIMES = Set.of("expires_at", "starts_at", "ends_at");
    private static final Set<String> IDS = Set.of("job_id", "sync_id", "preview_token", "project_id", "commit");

    private final boolean maskSystem;

    /// @param maskSystem replaces the text of system notices by a neutral sentence, for production
    public PayloadRules(boolean maskSystem) {
        this.maskSystem = maskSystem;
    }

    /// What came of a payload.
    public sealed interface Verdict {
        record Accepted(Draft draft) implements Verdict {}

        /// @param reason one sentence for the sender
        record Refused(String field, String reason) implements Verdict {}
    }

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        Refusal(String field, String reason) {
            super(reason, null, false, false);
            this.field = field;
        }
    }

    private record Allowed(List<String> required, List<String> optional) {}

    private static Allowed allowed(NotificationType type) {
        return switch (type.family()) {
            case AI_JOB ->
                new Allowed(
                        List.of("job_id", "project_id", "action"),
                        type == NotificationType.AI_JOB_FAILED ? List.of("error") : List.of());
            case PREVIEW -> new Allowed(List.of("preview_token", "project_id", "platform"), List.of("expires_at"));
            case REPO_SYNC ->
                new Allowed(
                        List.of("sync_id", "commit"),
                        type == NotificationType.REPO_SYNC_FAILED
                                ? List.of("project_id", "error")
                                : List.of("project_id"));
            case SYSTEM -> new Allowed(List.of("message"), List.of("starts_at", "ends_at", "resource"));
        };
    }

    /// Checks and cleans `fields` for one recipient.
    public Verdict judge(
            String userId,
            @Nullable String projectId,
            NotificationType type,
            Map<String, JsonNode> fields,
            @Nullable String idempotencyKey) {
        try {
            if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > MAX_KEY)) {
                throw new Refusal("idempotency_key", "The idempotency key must have 1 to 200 characters.");
            }
            Payload payload = Json.payload(type.wireName(), clean(type, projectId, fields));
            Draft draft = new Draft(userId, projectId, type, payload, idempotencyKey);
            if (Json.MAPPER.writeValueAsBytes(longest(draft)).length > Notification.MAX_BYTES) {
                throw tooLarge();
            }
            return new Verdict.Accepted(draft);
        } catch (Refusal refusal) {
            return new Verdict.Refused(refusal.field, String.valueOf(refusal.getMessage()));
        }
    }

    private ObjectNode clean(NotificationType type, @Nullable String projectId, Map<String, JsonNode> fields)
            throws Refusal {
        ObjectNode clean = Json.MAPPER.createObjectNode();
        Allowed allowed = allowed(type);
        for (String name : allowed.required()) {
            String value = text(name, fields.get(name));
            if (value == null && name.equals("project_id")) {
                value = projectId;
            }
            if (value == null || value.isBlank()) {
                throw new Refusal(name, "The payload of " + type.wireName() + " needs \"" + name + "\".");
            }
            clean.put(name, value);
        }
        for (String name : allowed.optional()) {
            String value = text(name, fields.get(name));
            if (value != null) {
                clean.put(name, value);
            }
        }
        String named = clean.path("project_id").stringValue(null);
        if (named != null && !named.equals(projectId)) {
            throw new Refusal("project_id", "The payload names another project than the notification.");
        }
        if (maskSystem && type.family() == Family.SYSTEM) {
            clean.put("message", neutral(type));
            clean.remove("resource");
        }
        return clean;
    }

    /// What [#judge] hides from users, free of secrets and paths all the same: it belongs in the log. Empty where
    /// nothing is hidden.
    public Optional<String> hidden(NotificationType type, Map<String, JsonNode> fields) {
        if (!maskSystem || type.family() != Family.SYSTEM) {
            return Optional.empty();
        }
        ObjectNode detail = Json.MAPPER.createObjectNode();
        try {
            for (String name : List.of("message", "resource")) {
                detail.put(name, text(name, fields.get(name)));
            }
        } catch (Refusal _) {
            return Optional.empty();
        }
        return Optional.of(detail.toString());
    }

    private static @Nullable String text(String name, @Nullable JsonNode value) throws Refusal {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw new Refusal(name, "\"" + name + "\" must be a text.");
        }
        String text = value.asString();
        if (text.length() > Notification.MAX_BYTES) {
            throw tooLarge();
        }
        if (TIMES.contains(name)) {
            try {
                return Times.format(Times.parse(text));
            } catch (DateTimeException _) {
                throw new Refusal(name, "\"" + name + "\" must be an RFC 3339 time.");
            }
        }
        boolean sensitive = IDS.contains(name) ? Redaction.sensitiveId(text) : Redaction.sensitive(text);
        return sensitive ? Redaction.REDACTED : text;
    }

    private static Refusal tooLarge() {
        return new Refusal("payload", "The notification is larger than 1,024 bytes.");
    }

    private static String neutral(NotificationType type) {
        return switch (type) {
            case SYSTEM_MAINTENANCE_WARNING -> "Maintenance is planned.";
            case WORKER_UNAVAILABLE -> "A background service is unavailable at the moment.";
            case RESOURCE_LIMIT_WARNING -> "A usage limit is close.";
            default -> "The system reports a problem. It is being looked at.";
        };
    }

    /// As long as this row can ever become, so that a read mark cannot push it over the limit.
    private static Notification longest(Draft draft) {
        return new Notification(
                new UUID(0, 0).toString(),
                draft.userId(),
                draft.projectId(),
                draft.type().wireName(),
                draft.payload(),
                Instant.EPOCH,
                Instant.EPOCH,
                Long.MAX_VALUE);
    }
}
