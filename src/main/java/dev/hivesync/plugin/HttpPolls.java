package dev.hivesync.plugin;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.time.Duration;
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

/// Polls `GET /api/v1/notifications` with a token of its own, or with an email and a password that it signs in with.
public final class HttpPolls implements PluginPolls {

    private static final long MAX_BODY = 4L * 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration LONGEST_PACE = Duration.ofHours(1);
    private static final MediaType JSON = MediaType.get("application/json");

    /// How to reach a backend.
    public sealed interface Access {
        String url();

        record Bearer(String url, String token) implements Access {
            @Override
            public String toString() {
                return "Bearer[" + url + "]";
            }
        }

        record Password(String url, String email, String password) implements Access {
            @Override
            public String toString() {
                return "Password[" + url + "]";
            }
        }
    }

    private final OkHttpClient http;
    private final Supplier<Optional<Access>> access;

    /// Of the access they were got with; one call at a time.
    private @Nullable Access signedInWith;

    private String token = "";

    /// @param access looked up for each poll, since a local server comes and goes; empty while none is known
    public HttpPolls(OkHttpClient http, Supplier<Optional<Access>> access) {
        this.http = http.newBuilder().callTimeout(TIMEOUT).build();
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

    private Answer fetch(Access known, HttpUrl base, @Nullable Place place) throws IOException {
        boolean fresh = !known.equals(signedInWith);
        if (fresh && !signIn(known, base)) {
            return new Answer.Refused();
        }
        HttpUrl.Builder url = base.newBuilder().addPathSegments("api/v1/notifications");
        if (place != null) {
            url.addQueryParameter("since", place.cursor().value());
        }
        Request.Builder request = new Request.Builder().url(url.build()).header("Authorization", "Bearer " + token);
        if (place != null && place.etag() != null) {
            request.header("If-None-Match", place.etag());
        }
        try (Response response = http.newCall(request.build()).execute()) {
            switch (response.code()) {
                case 200 -> {
                    Page page = Json.MAPPER.readValue(body(response), Page.class);
                    return new Answer.Fresh(
                            page,
                            new Place(page.nextCursor(), response.header("ETag")),
                            seconds(response, "Poll-Interval"));
                }
                case 304 -> {
                    return new Answer.NotModified(seconds(response, "Poll-Interval"));
                }
                case 400, 410 -> {
                    return new Answer.Expired();
                }
                case 401 -> signedInWith = null;
                case 403 -> {
                    return new Answer.Refused();
                }
                default -> {
                    return new Answer.Unreachable(seconds(response, "Retry-After"));
                }
            }
        }
        return fresh || known instanceof Access.Bearer ? new Answer.Refused() : fetch(known, base, place);
    }

    private boolean signIn(Access known, HttpUrl base) throws IOException {
        switch (known) {
            case Access.Bearer bearer -> token = bearer.token();
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
                    token = Json.MAPPER
                            .readValue(body(response), Api.Tokens.class)
                            .accessToken();
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
        if (value == null || !value.matches("[0-9]{1,6}")) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Math.max(1, Long.parseLong(value)));
        return asked.compareTo(LONGEST_PACE) > 0 ? LONGEST_PACE : asked;
    }
}
