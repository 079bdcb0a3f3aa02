package dev.hivesync.plugin;

import dev.hivesync.sync.OwnRetries;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Polls `GET /api/v1/notifications` with a token, a session, or an email and a password that it signs in with.
public final class HttpPolls implements PluginPolls {

    private static final long MAX_BODY = 4L * 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long LONGEST_PACE = 3_600;
    private static final int MAX_DIGITS = 9;
    private static final String NOTIFICATIONS = "api/v1/notifications";
    private static final MediaType JSON = MediaType.get("application/json");

    /// How to reach a backend.
    public sealed interface Access {
        /// The backend's address, without `/api/v1`.
        String url();

        /// An access token, which somebody else renews.
        record Bearer(String url, String token) implements Access {
            @Override
            public String toString() {
                return "Bearer[" + url + "]";
            }
        }

        /// A session that can be renewed.
        record SignedIn(String url, Renewing session) implements Access {
            @Override
            public String toString() {
                return "SignedIn[" + url + "]";
            }
        }

        /// An account to sign in with; signed in anew when its token ends.
        record Password(String url, String email, String password) implements Access {
            @Override
            public String toString() {
                return "Password[" + url + "]";
            }
        }
    }

    /// Somebody's session; on the thread that polls.
    public interface Renewing {

        /// The present access token; empty where nobody is signed in.
        Optional<String> token();

        /// A token in place of one that was refused; empty where the session is over.
        ///
        /// @throws IOException where it cannot be told at the moment
        Optional<String> renewed(String stale) throws IOException;
    }

    private final OkHttpClient http;
    private final Supplier<Optional<Access>> access;

    /// Of the access they were got with; one call at a time.
    private @Nullable Access signedInWith;

    private String token = "";

    /// Polls with limits of its own: 15 s a call, no redirects.
    ///
    /// @param access looked up for each poll, since a local server comes and goes; empty while none is known
    public HttpPolls(OkHttpClient http, Supplier<Optional<Access>> access) {
        this.http = OwnRetries.in(http.newBuilder())
                .callTimeout(TIMEOUT)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        this.access = access;
    }

    @Override
    public Answer fetch(@Nullable Place place) {
        Optional<Access> known = access.get();
        if (known.isEmpty()) {
            return new Answer.Unknown();
        }
        HttpUrl base = HttpUrl.parse(known.get().url());
        if (base == null) {
            return new Answer.Refused();
        }
        try {
            return fetch(known.get(), base, place);
        } catch (IOException | JacksonException _) {
            return new Answer.Unreachable(null);
        }
    }

    @Override
    public boolean mark(List<String> notificationIds) {
        Optional<Access> known = access.get();
        HttpUrl base = known.map(to -> HttpUrl.parse(to.url())).orElse(null);
        if (known.isEmpty() || base == null) {
            return false;
        }
        RequestBody body = RequestBody.create(Json.MAPPER.writeValueAsBytes(Api.Mark.of(notificationIds)), JSON);
        Request.Builder request = new Request.Builder()
                .url(base.newBuilder()
                        .addPathSegments(NOTIFICATIONS + "/mark_read")
                        .build())
                .post(body);
        try (Response response = call(known.get(), base, request).orElse(null)) {
            return response != null && response.isSuccessful();
        } catch (IOException | JacksonException _) {
            return false;
        }
    }

    private Answer fetch(Access known, HttpUrl base, @Nullable Place place) throws IOException {
        HttpUrl.Builder url = base.newBuilder().addPathSegments(NOTIFICATIONS);
        if (place != null) {
            url.addQueryParameter("since", place.cursor().value());
        }
        Request.Builder request = new Request.Builder().url(url.build());
        if (place != null && place.etag() != null) {
            request.header("If-None-Match", place.etag());
        }
        try (Response response = call(known, base, request).orElse(null)) {
            return response == null ? new Answer.Refused() : answer(response);
        }
    }

    private static Answer answer(Response response) throws IOException {
        return switch (response.code()) {
            case 200 -> {
                Page page = Json.MAPPER.readValue(body(response), Page.class);
                yield page == null || page.serverTime() == null
                        ? new Answer.Unreachable(null)
                        : new Answer.Fresh(
                                page,
                                new Place(page.nextCursor(), response.header("ETag")),
                                seconds(response, "Poll-Interval"));
            }
            case 304 -> new Answer.NotModified(seconds(response, "Poll-Interval"));
            case 400, 410 -> new Answer.Expired();
            case 403 -> new Answer.Refused();
            default -> new Answer.Unreachable(seconds(response, "Retry-After"));
        };
    }

    /// Signs in first where that has not been done, and once more where the token no longer counts.
    ///
    /// @return empty where the access is refused
    private Optional<Response> call(Access known, HttpUrl base, Request.Builder request) throws IOException {
        boolean fresh = !known.equals(signedInWith);
        if (fresh && !signIn(known, base)) {
            return Optional.empty();
        }
        Response response = http.newCall(
                        request.header("Authorization", "Bearer " + token).build())
                .execute();
        if (response.code() != 401) {
            return Optional.of(response);
        }
        response.close();
        if (known instanceof Access.SignedIn(var _, Renewing session)) {
            Optional<String> renewed = session.renewed(token);
            return renewed.isPresent() ? again(renewed.get(), request) : Optional.empty();
        }
        signedInWith = null;
        return fresh || known instanceof Access.Bearer ? Optional.empty() : call(known, base, request);
    }

    private Optional<Response> again(String renewed, Request.Builder request) throws IOException {
        token = renewed;
        Response response = http.newCall(
                        request.header("Authorization", "Bearer " + token).build())
                .execute();
        if (response.code() != 401) {
            return Optional.of(response);
        }
        response.close();
        return Optional.empty();
    }

    private boolean signIn(Access known, HttpUrl base) throws IOException {
        switch (known) {
            case Access.Bearer bearer -> token = bearer.token();
            case Access.SignedIn(var _, Renewing session) -> {
                Optional<String> present = session.token();
                if (present.isEmpty()) {
                    return false;
                }
                token = present.get();
            }
            case Access.Password password -> {
                Request request = new Request.Builder()
                        .url(base.newBuilder()
                                .addPathSegments("api/v1/auth/login")
                                .build())
                        .post(RequestBody.create(
                                Json.MAPPER.writeValueAsString(new Api.Login(password.email(), password.password())),
                                JSON))
                        .build();
                try (Response response = http.newCall(request).execute()) {
                    if (response.code() == 401 || response.code() == 403) {
                        return false;
                    }
                    if (!response.isSuccessful()) {
                        throw new IOException("sign-in answered " + response.code());
                    }
                    Api.Tokens tokens = Json.MAPPER.readValue(body(response), Api.Tokens.class);
                    if (tokens == null || tokens.accessToken() == null) {
                        throw new IOException("sign-in gave no token");
                    }
                    token = tokens.accessToken();
                }
            }
        }
        signedInWith = known;
        return true;
    }

    private static String body(Response response) throws IOException {
        return response.peekBody(MAX_BODY).string();
    }

    private static @Nullable Duration seconds(Response response, String header) {
        String value = response.header(header);
        if (value == null || !value.matches("[0-9]+")) {
            return null;
        }
        long seconds = value.length() > MAX_DIGITS ? LONGEST_PACE : Long.parseLong(value);
        return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_PACE));
    }
}
