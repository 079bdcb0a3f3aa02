package dev.hivesync.wire;

import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Payload.Other;
import dev.hivesync.wire.Payload.Preview;
import dev.hivesync.wire.Payload.RepoSync;
import dev.hivesync.wire.Payload.SystemNotice;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Payloads to and from JSON. Reading never fails: what does not fit its family becomes [Other].
final class PayloadCodec {

    private PayloadCodec() {}

    static Payload decode(String type, JsonNode json) {
        return NotificationType.of(type)
                .map(known -> typed(known.family(), json))
                .orElseGet(() -> other(json));
    }

    private static Payload typed(Family family, JsonNode json) {
        return switch (family) {
            case AI_JOB -> {
                String job = text(json, "job_id");
                String project = text(json, "project_id");
                String action = text(json, "action");
                yield job == null || project == null || action == null
                        ? other(json)
                        : new AiJob(job, project, action, text(json, "error"));
            }
            case PREVIEW -> {
                String token = text(json, "preview_token");
                String project = text(json, "project_id");
                String platform = text(json, "platform");
                yield token == null || project == null || platform == null
                        ? other(json)
                        : new Preview(token, project, platform, time(json, "expires_at"));
            }
            case REPO_SYNC -> {
                String sync = text(json, "sync_id");
                String commit = text(json, "commit");
                yield sync == null || commit == null
                        ? other(json)
                        : new RepoSync(sync, commit, text(json, "project_id"), text(json, "error"));
            }
            case SYSTEM -> {
                String message = text(json, "message");
                yield message == null
                        ? other(json)
                        : new SystemNotice(
                                message, time(json, "starts_at"), time(json, "ends_at"), text(json, "resource"));
            }
        };
    }

    static ObjectNode encode(JsonMapper mapper, Payload payload) {
        ObjectNode json = mapper.createObjectNode();
        switch (payload) {
            case AiJob job -> {
                json.put("job_id", job.jobId());
                json.put("project_id", job.projectId());
                json.put("action", job.action());
                put(json, "error", job.error());
            }
            case Preview preview -> {
                json.put("preview_token", preview.previewToken());
                json.put("project_id", preview.projectId());
                json.put("platform", preview.platform());
                put(json, "expires_at", preview.expiresAt());
            }
            case RepoSync sync -> {
                json.put("sync_id", sync.syncId());
                json.put("commit", sync.commit());
                put(json, "project_id", sync.projectId());
                put(json, "error", sync.error());
            }
            case SystemNotice notice -> {
                json.put("message", notice.message());
                put(json, "starts_at", notice.startsAt());
                put(json, "ends_at", notice.endsAt());
                put(json, "resource", notice.resource());
            }
            case Other other -> other.fields().forEach((name, value) -> json.set(name, mapper.readTree(value)));
        }
        return json;
    }

    private static Other other(JsonNode json) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
        return new Other(fields);
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        String text = text(json, name);
        if (text == null) {
            return null;
        }
        try {
            return Times.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Instant time -> json.put(name, Times.format(time));
            default -> json.put(name, value.toString());
        }
    }
}
