package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A session that signs in with a password and keeps itself alive with its refresh token.
public final class PasswordSession implements Session {

    private final OkHttpClient http;
    private final HttpUrl auth;

    /// Written under the lock of this object.
    private volatile Api.@Nullable Tokens tokens;

    public PasswordSession(OkHttpClient http, HttpUrl server) {
        this.http = http;
        this.auth = HttpBackend.api(server).newBuilder().addPathSegment("auth").build();
    }

    /// How a sign-in ended.
    public sealed interface SignedIn {

        record As(Api.User user) implements SignedIn {}

        /// The e-mail address or the password is wrong.
        record Refused() implements SignedIn {}

        record Unreachable() implements SignedIn {}
    }

    public SignedIn signIn(String email, String password) {
        Asked answer = ask("login", Json.MAPPER.writeValueAsBytes(new Api.Login(email, password)));
        return switch (answer) {
            case Asked.Granted(Api.Tokens granted) -> {
                keep(granted);
                yield new SignedIn.As(granted.user());
            }
            case Asked.Denied _ -> new SignedIn.Refused();
            case Asked.Silence _ -> new SignedIn.Unreachable();
        };
    }

    private synchronized void keep(Api.@Nullable Tokens next) {
        tokens = next;
    }

    @Override
    public Optional<String> accessToken() {
        return Optional.ofNullable(tokens).map(Api.Tokens::accessToken);
    }

    /// Callers queue here; all but the first find the new token in place.
    @Override
    public synchronized Optional<String> renew(String stale) {
        Api.Tokens present = tokens;
        if (present == null) {
            return Optional.empty();
        }
        if (!present.accessToken().equals(stale)) {
            return Optional.of(present.accessToken());
        }
        Asked answer = ask("refresh", Json.MAPPER.writeValueAsBytes(new Api.Refresh(present.refreshToken())));
        return switch (answer) {
            case Asked.Granted(Api.Tokens granted) -> {
                tokens = granted;
                yield Optional.of(granted.accessToken());
            }
            case Asked.Denied _ -> {
                tokens = null;
                yield Optional.empty();
            }
            case Asked.Silence _ -> Optional.empty();
        };
    }

    private sealed interface Asked {
        record Granted(Api.Tokens tokens) implements Asked {}

        record Denied() implements Asked {}

        record Silence() implements Asked {}
    }

    private Asked ask(String call, byte[] body) {
        Request request = new Request.Builder()
                .url(auth.newBuilder().addPathSegment(call).build())
                .post(RequestBody.create(body, HttpBackend.JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return switch (response.code()) {
                case 200 -> new Asked.Granted(Json.MAPPER.readValue(HttpBackend.bounded(response), Api.Tokens.class));
                case 400, 401, 403, 422 -> new Asked.Denied();
                default -> new Asked.Silence();
            };
        } catch (IOException | JacksonException _) {
            return new Asked.Silence();
        }
    }
}
