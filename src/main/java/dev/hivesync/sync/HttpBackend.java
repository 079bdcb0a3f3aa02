package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// The backend over HTTP. Follows no redirect, so that a token never goes to another host.
public final class HttpBackend implements Backend {

    static final MediaType JSON = MediaType.get("application/json");

    /// A page of 500 rows of 1 KiB is half a megabyte; anything larger is not from our server.
    private static final long MAX_BODY = 8L * 1024 * 1024;

    private static final TypeReference<Page> PAGE = new TypeReference<>() {};
    private static final TypeReference<Api.Marked> MARKED = new TypeReference<>() {};
    private static final TypeReference<List<Api.Project>> PROJECTS = new TypeReference<>() {};

    private final OkHttpClient http;
    private final HttpUrl api;
    private final Session session;
    private final InstantSource clock;

    /// @param server the backend's address, with or without a path before `/api/v1`
    public HttpBackend(OkHttpClient http, HttpUrl server, Session session, InstantSource clock) {
        this.http = http;
        this.api = api(server);
        this.session = session;
        this.clock = clock;
    }

    /// A client with this program's limits: whole calls end after 30 s, no redirects, live sockets pinged.
    public static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(20))
                .callTimeout(Duration.ofSeconds(30))
                .pingInterval(Duration.ofSeconds(15))
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    static HttpUrl api(HttpUrl server) {
        return server.newBuilder().addPathSegments("api/v1").build();
    }

    @Override
    public Reply<Page> changes(Cursor since, @Nullable String etag) {
        HttpUrl url = api.newBuilder()
                .addPathSegment("notifications")
                .addQueryParameter("since", since.value())
                .addQueryParameter("limit", Integer.toString(Api.MAX_LIMIT))
                .build();
        Request.Builder request = new Request.Builder().url(url);
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        return call(request, PAGE);
    }

    @Override
    public Reply<Api.Marked> mark(List<String> ids, boolean read) {
        HttpUrl url = api.newBuilder()
                .addPathSegment("notifications")
                .addPathSegment(read ? "mark_read" : "mark_unread")
                .build();
        byte[] body = Json.MAPPER.writeValueAsBytes(Api.Mark.of(ids));
        return call(new Request.Builder().url(url).post(RequestBody.create(body, JSON)), MARKED);
    }

    @Override
    public Reply<List<Api.Project>> projects() {
        return call(
                new Request.Builder()
                        .url(api.newBuilder().addPathSegment("projects").build()),
                PROJECTS);
    }

    <T> Reply<T> call(Request.Builder request, TypeReference<T> type) {
        Optional<String> token = session.accessToken();
        if (token.isEmpty()) {
            return new Reply.SignedOut<>();
        }
        Reply<T> reply = once(request, token.get(), type);
        if (!(reply instanceof Reply.SignedOut)) {
            return reply;
        }
        return switch (session.renew(token.get())) {
            case Session.Renewal.Renewed(String renewed) -> once(request, renewed, type);
            case Session.Renewal.Denied _ -> reply;
            case Session.Renewal.Unreachable(Duration wait) ->
                new Reply.Unavailable<>("the session could not be renewed", wait);
        };
    }

    private <T> Reply<T> once(Request.Builder request, String token, TypeReference<T> type) {
        Request authorised = request.header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try (Response response = http.newCall(authorised).execute()) {
            return answer(response, type);
        } catch (IOException e) {
            return new Reply.Unavailable<>(e.getClass().getSimpleName(), null);
        } catch (JacksonException _) {
            return new Reply.Unavailable<>("the answer was not from a HiveSync server", null);
        }
    }

    private <T> Reply<T> answer(Response response, TypeReference<T> type) throws IOException {
        int status = response.code();
        return switch (status) {
            case 200, 201, 202 ->
                new Reply.Ok<>(
                        Json.MAPPER.readValue(bounded(response), type),
                        response.header("ETag"),
                        wait(response, "Poll-Interval"));
            case 304 -> new Reply.Unchanged<>(wait(response, "Poll-Interval"));
            case 401 -> new Reply.SignedOut<>();
            case 410 -> new Reply.CursorExpired<>();
            case 408, 429 -> new Reply.Unavailable<>("status " + status, wait(response, "Retry-After"));
            default ->
                status >= 400 && status < 500
                        ? new Reply.Rejected<>(status, code(response))
                        : new Reply.Unavailable<>("status " + status, wait(response, "Retry-After"));
        };
    }

    private @Nullable Duration wait(Response response, String header) {
        return RetryAfter.parse(response.header(header), clock.instant());
    }

    private static String code(Response response) throws IOException {
        try {
            return Json.MAPPER
                    .readTree(bounded(response))
                    .path("error")
                    .path("code")
                    .asString("");
        } catch (JacksonException _) {
            return "";
        }
    }

    /// The body, and not a byte more than the limit, whatever it unpacks to.
    static byte[] bounded(Response response) throws IOException {
        try (InputStream in = response.body().byteStream()) {
            byte[] bytes = in.readNBytes((int) MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw new IOException("the answer is too large");
            }
            return bytes;
        }
    }
}
