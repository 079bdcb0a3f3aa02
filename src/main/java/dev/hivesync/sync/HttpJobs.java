package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/// Jobs over HTTP: what became of one, and new ones. Calls block and never throw for what a network or server does.
public final class HttpJobs {

    private static final TypeReference<JsonNode> ANYTHING = new TypeReference<>() {};
    private static final TypeReference<Api.JobQueued> JOB_QUEUED = new TypeReference<>() {};
    private static final TypeReference<Api.SyncQueued> SYNC_QUEUED = new TypeReference<>() {};

    private final HttpBackend backend;
    private final HttpUrl api;

    /// @param server the backend's address, with or without a path before `/api/v1`
    public HttpJobs(OkHttpClient http, HttpUrl server, Session session, InstantSource clock) {
        backend = new HttpBackend(http, server, session, clock);
        api = HttpBackend.api(server);
    }

    /// A job without a result, or with half of one, is told as it is.
    public Reply<Api.Job> find(String jobId) {
        HttpUrl url = api.newBuilder()
                .addPathSegments("ai/jobs")
                .addPathSegment(jobId)
                .build();
        if (!url.pathSegments().getLast().equals(jobId)) {
            // an id such as ".." would be another address
            return new Reply.Rejected<>(404, "NOT_FOUND");
        }
        return switch (backend.call(new Request.Builder().url(url), ANYTHING)) {
            case Reply.Ok<JsonNode>(var json, var etag, var interval)
            when json.isObject() -> new Reply.Ok<>(job(jobId, json), etag, interval);
            case Reply.Ok<JsonNode> _ -> new Reply.Unavailable<>("the answer was not from a HiveSync server", null);
            case Reply.Unchanged<JsonNode>(var interval) -> new Reply.Unchanged<>(interval);
            case Reply.CursorExpired<JsonNode> _ -> new Reply.CursorExpired<>();
            case Reply.SignedOut<JsonNode> _ -> new Reply.SignedOut<>();
            case Reply.Rejected<JsonNode>(var status, var code) -> new Reply.Rejected<>(status, code);
            case Reply.Unavailable<JsonNode>(var reason, var after, var answered) ->
                new Reply.Unavailable<>(reason, after, answered);
        };
    }

    public Reply<Api.JobQueued> startJob(String projectId, String action) {
        return backend.call(post("ai/jobs", new Api.JobRequest(projectId, action)), JOB_QUEUED);
    }

    public Reply<Api.SyncQueued> startSync(String projectId) {
        return backend.call(post("repo/sync", new Api.SyncRequest(projectId)), SYNC_QUEUED);
    }

    private Request.Builder post(String path, Object body) {
        HttpUrl url = api.newBuilder().addPathSegments(path).build();
        return new Request.Builder().url(url).post(new Once(Json.MAPPER.writeValueAsBytes(body)));
    }

    /// A body that is sent once: a connection that breaks in the middle leaves open whether the work was queued, and
    /// OkHttp must not queue it again by itself.
    private static final class Once extends RequestBody {
        private final byte[] bytes;

        Once(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return HttpBackend.JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    private static Api.Job job(String jobId, JsonNode json) {
        JsonNode result = json.path("result");
        return new Api.Job(jobId, text(json, "project_id"), text(json, "action"), text(json, "status"), result(result));
    }

    private static Api.@Nullable JobResult result(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        List<Api.Change> changes = new ArrayList<>();
        for (JsonNode change : json.path("changes")) {
            if (change.isObject()) {
                changes.add(new Api.Change(text(change, "file"), text(change, "before"), text(change, "after")));
            }
        }
        return new Api.JobResult(text(json, "summary"), text(json, "explanation"), changes);
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : "";
    }
}
