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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
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

    private static final long A_SECOND = 1_000_000_000;
    private static final String STRANGER = "the answer was not from a HiveSync server";

    private static final TypeReference<Page> PAGE = new TypeReference<>() {};
    private static final TypeReference<Api.Marked> MARKED = new TypeReference<>() {};
    private static final TypeReference<List<Api.Project>> PROJECTS = new TypeReference<>() {};

    private final OkHttpClient http;
    private final HttpUrl api;
    private final Session session;
    private final InstantSource clock;

    /// The types of notifications that are read; empty for all.
    private final List<String> types;

    /// Calls and the monotonic moments of their beginning.
    private final Map<Call, Long> inFlight = new ConcurrentHashMap<>();

    /// @param server the backend's address, with or without a path before `/api/v1`
    public HttpBackend(OkHttpClient http, HttpUrl server, Session session, InstantSource clock) {
        this(http, api(server), session, clock, List.of());
    }

    private HttpBackend(OkHttpClient http, HttpUrl api, Session session, InstantSource clock, List<String> types) {
        this.http = http;
        this.api = api;
        this.session = session;
        this.clock = clock;
        this.types = types;
    }

    /// The same backend, with notifications of these types alone.
    public HttpBackend only(List<String> wanted) {
        return new HttpBackend(http, api, session, clock, List.copyOf(wanted));
    }

    /// A client with this program's limits: whole calls end after 30 s, no redirects, live sockets pinged.
    public static OkHttpClient client() {
        return OwnRetries.in(new OkHttpClient.Builder())
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(20))
                .callTimeout(Duration.ofSeconds(30))
                .pingInterval(Duration.ofSeconds(15))
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /// Gives up what has been under way for a second: it left over a network that is no longer there, and would only be
    /// missed after 20 s.
    public void abandon() {
        long now = System.nanoTime();
        inFlight.forEach((call, since) -> {
            if (now - since >= A_SECOND) {
                call.cancel();
            }
        });
    }

    static HttpUrl api(HttpUrl server) {
        return server.newBuilder().addPathSegments("api/v1").build();
    }

    @Override
    public Reply<Page> changes(Cursor since, @Nullable String etag) {
        HttpUrl url = notifications(since, Api.MAX_LIMIT);
        Request.Builder request = new Request.Builder().url(url);
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        return call(request, PAGE);
    }

    /// The newest rows, newest first, for a first view.
    public Reply<Page> newest(int limit) {
        return call(new Request.Builder().url(notifications(null, limit)), PAGE);
    }

    private HttpUrl notifications(@Nullable Cursor since, int limit) {
        HttpUrl.Builder url = api.newBuilder().addPathSegment("notifications");
        if (since != null) {
            url.addQueryParameter("since", since.value());
        }
        url.addQueryParameter("limit", Integer.toString(limit));
        types.forEach(type -> url.addQueryParameter("type", type));
        return url.build();
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
        HttpUrl url = api.newBuilder().addPathSegment("projects").build();
        Reply<List<Api.Project>> reply = call(new Request.Builder().url(url), PROJECTS);
        return reply instanceof Reply.Ok<List<Api.Project>> ok && ok.body().contains(null)
                ? new Reply.Unavailable<>(STRANGER, null)
                : reply;
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
        Call call = http.newCall(authorised);
        inFlight.put(call, System.nanoTime());
        try (Response response = call.execute()) {
            return answer(response, type);
        } catch (IOException e) {
            return new Reply.Unavailable<>(e.getClass().getSimpleName(), null);
        } catch (JacksonException _) {
            return new Reply.Unavailable<>(STRANGER, null);
        } finally {
            inFlight.remove(call);
        }
    }

    private <T> Reply<T> answer(Response response, TypeReference<T> type) throws IOException {
        int status = response.code();
        return switch (status) {
            case 200, 201, 202 -> {
                T body = Json.MAPPER.readValue(bounded(response), type);
                yield body == null
                        ? new Reply.Unavailable<>(STRANGER, null)
                        : new Reply.Ok<>(body, response.header("ETag"), wait(response, "Poll-Interval"));
            }
            case 304 -> new Reply.Unchanged<>(wait(response, "Poll-Interval"));
            // A network's sign-in page must not sign anybody out of HiveSync.
            case 401 -> page(response) ? new Reply.Unavailable<>(STRANGER, null) : new Reply.SignedOut<>();
            case 410 -> new Reply.CursorExpired<>();
            default -> {
                String code = status >= 400 && status < 500 && status != 408 && status != 429 ? code(response) : "";
                // A refusal without the contract's code is a proxy's: the same request may pass later.
                yield code.isEmpty()
                        ? new Reply.Unavailable<>("status " + status, wait(response, "Retry-After"), true)
                        : new Reply.Rejected<>(status, code);
            }
        };
    }

    private static boolean page(Response response) {
        return Objects.requireNonNullElse(response.header("Content-Type"), "").startsWith("text/html");
    }

    private @Nullable Duration wait(Response response, String header) {
        return RetryAfter.of(response, header, clock.instant());
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
                throw new AnswerTooLargeException();
            }
            return bytes;
        }
    }

    private static final class AnswerTooLargeException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
