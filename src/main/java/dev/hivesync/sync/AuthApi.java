package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The backend's `/auth` calls.
final class AuthApi {

    private final OkHttpClient http;
    private final HttpUrl auth;
    private final InstantSource clock;

    AuthApi(OkHttpClient http, HttpUrl server, InstantSource clock) {
        this.http = http;
        this.clock = clock;
        this.auth = HttpBackend.api(server).newBuilder().addPathSegment("auth").build();
    }

    sealed interface Answer {

        record Granted(Api.Tokens tokens) implements Answer {}

        /// The server's own word: these credentials count no more, or never did.
        record Denied() implements Answer {}

        /// Asked too often.
        record Later(@Nullable Duration retryAfter) implements Answer {}

        /// No server, or something on the way that answers in its place.
        record Silence(@Nullable Duration retryAfter) implements Answer {}
    }

    Answer login(String email, String password) {
        return ask("login", Json.MAPPER.writeValueAsBytes(new Api.Login(email, password)));
    }

    Answer refresh(String refreshToken) {
        return ask("refresh", body(refreshToken));
    }

    /// Ends the session of `refreshToken` on the server.
    ///
    /// @return false where the access token is too old for that
    boolean logout(String accessToken, String refreshToken) throws IOException {
        Request request = request("logout", body(refreshToken))
                .header("Authorization", "Bearer " + accessToken)
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code() != 401;
        }
    }

    private static byte[] body(String refreshToken) {
        return Json.MAPPER.writeValueAsBytes(new Api.Refresh(refreshToken));
    }

    private Request.Builder request(String call, byte[] body) {
        return new Request.Builder()
                .url(auth.newBuilder().addPathSegment(call).build())
                .post(RequestBody.create(body, HttpBackend.JSON));
    }

    private Answer ask(String call, byte[] body) {
        try (Response response = http.newCall(request(call, body).build()).execute()) {
            return switch (response.code()) {
                case 200 -> granted(Json.MAPPER.readValue(HttpBackend.bounded(response), Api.Tokens.class));
                case 400, 401, 403, 422 ->
                    ours(HttpBackend.bounded(response)) ? new Answer.Denied() : new Answer.Silence(null);
                case 429 -> new Answer.Later(wait(response));
                default -> new Answer.Silence(wait(response));
            };
        } catch (IOException | JacksonException _) {
            return new Answer.Silence(null);
        }
    }

    /// A proxy's or a hotel's page refuses too, and says nothing about the credentials.
    private static boolean ours(byte[] body) {
        return !Json.MAPPER
                .readTree(body)
                .path("error")
                .path("code")
                .asString("")
                .isEmpty();
    }

    private static Answer granted(Api.@Nullable Tokens tokens) {
        return tokens != null && complete(tokens) ? new Answer.Granted(tokens) : new Answer.Silence(null);
    }

    /// Whether there is everything a session needs, in a form that fits into a header.
    @SuppressWarnings("NullAway") // what came as JSON may lack anything
    static boolean complete(Api.Tokens tokens) {
        return visible(tokens.accessToken())
                && visible(tokens.refreshToken())
                && tokens.user() != null
                && visible(tokens.user().id());
    }

    private static boolean visible(@Nullable String text) {
        return text != null && text.matches("[!-~]+");
    }

    private @Nullable Duration wait(Response response) {
        return RetryAfter.parse(response.header("Retry-After"), clock.instant());
    }
}
