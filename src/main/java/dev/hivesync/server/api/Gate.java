package dev.hivesync.server.api;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who is calling: a signed-in user or, with the service key, a worker.
final class Gate {

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final byte[] serviceKey;

    Gate(AccessTokens tokens, String serviceKey) {
        this.tokens = tokens;
        this.serviceKey = serviceKey.getBytes(StandardCharsets.UTF_8);
    }

    sealed interface Caller {
        record User(String id, Instant until) implements Caller {}

        record Service() implements Caller {}
    }

    Caller caller(Context context) {
        return caller(context.header("Authorization"));
    }

    Caller.User user(Context context) {
        return user(context.header("Authorization"));
    }

    Caller.User user(@Nullable String authorization) {
        return switch (caller(authorization)) {
            case Caller.User user -> user;
            case Caller.Service _ -> throw ApiException.forbidden("This call is for signed-in users.");
        };
    }

    void service(Context context) {
        switch (caller(context)) {
            case Caller.Service _ -> {}
            case Caller.User _ -> throw ApiException.forbidden("This call is for workers.");
        }
    }

    /// The user whose token was verified before and still counts; null where that is not known without a check.
    @Nullable
    String remembered(@Nullable String authorization) {
        return authorization == null || !bearer(authorization) ? null : tokens.remembered(credential(authorization));
    }

    private static boolean bearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static String credential(String authorization) {
        return authorization.substring(SCHEME.length()).strip();
    }

    private Caller caller(@Nullable String authorization) {
        if (authorization == null || !bearer(authorization)) {
            throw ApiException.unauthenticated("Sign in first.");
        }
        String credential = credential(authorization);
        // Constant time: how much of a guess is right must not show.
        if (MessageDigest.isEqual(credential.getBytes(StandardCharsets.UTF_8), serviceKey)) {
            return new Caller.Service();
        }
        AccessTokens.Verified token = tokens.verify(credential)
                .orElseThrow(() -> ApiException.unauthenticated("The session has ended. Sign in again."));
        return new Caller.User(token.userId(), token.expiresAt());
    }
}
