package dev.hivesync.server.api;

import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Sessions;
import dev.hivesync.wire.Api;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Sign-in, its renewal and end, and what belongs to the caller.
final class AccountRoutes {

    private static final int MAX_EMAIL = 320;
    private static final int MAX_PASSWORD = 1_024;
    private static final int MAX_TOKEN = 512;

    private final Gate gate;
    private final Guard guard;
    private final Accounts accounts;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Passwords passwords;
    private final SecureRandom random;

    AccountRoutes(
            Gate gate,
            Guard guard,
            Accounts accounts,
            Sessions sessions,
            AccessTokens tokens,
            Passwords passwords,
            SecureRandom random) {
        this.gate = gate;
        this.guard = guard;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.random = random;
    }

    void install(RoutesConfig routes, String base) {
        routes.post(base + "/auth/login", this::login);
        routes.post(base + "/auth/refresh", this::refresh);
        routes.post(base + "/auth/logout", this::logout);
        Reads.install(routes, base + "/auth/me", this::me);
        Reads.install(routes, base + "/projects", this::projects);
    }

    private void login(Context context) {
        guard.address(context);
        Api.Login login = Exchange.body(context, Api.Login.class);
        String email = Exchange.need("email", login.email(), MAX_EMAIL);
        String password = Exchange.need("password", login.password(), MAX_PASSWORD);
        guard.account(email);
        Optional<Accounts.User> user = accounts.byEmail(email);
        boolean good = user.map(found -> passwords.matches(password, found.passwordHash()))
                .orElseGet(() -> passwords.matchesNobody(password));
        if (!good) {
            throw ApiException.unauthenticated("Email or password is wrong.");
        }
        Accounts.User found = user.orElseThrow();
        String refreshToken = newRefreshToken(found.userId());
        sessions.start(found.userId(), hash(refreshToken));
        Exchange.reply(context, 200, answer(found, refreshToken));
    }

    private void refresh(Context context) {
        String spent = Exchange.need(
                "refresh_token", Exchange.body(context, Api.Refresh.class).refreshToken(), MAX_TOKEN);
        String userId = owner(spent);
        String successor = newRefreshToken(userId);
        Optional<Accounts.User> user = accounts.byId(userId);
        if (user.isEmpty() || !sessions.exchange(userId, hash(spent), hash(successor))) {
            throw ApiException.unauthenticated("The session has ended. Sign in again.");
        }
        Exchange.reply(context, 200, answer(user.get(), successor));
    }

    /// Ends the session of the refresh token in the body, or without one every session of the user.
    private void logout(Context context) {
        String userId = gate.user(context).id();
        if (Exchange.hasBody(context)) {
            String token = Exchange.body(context, Api.Refresh.class).refreshToken();
            sessions.end(userId, hash(Exchange.need("refresh_token", token, MAX_TOKEN)));
        } else {
            sessions.endAll(userId);
        }
        context.status(204);
    }

    private void me(Context context) {
        Accounts.User user = accounts.byId(gate.user(context).id())
                .orElseThrow(() -> ApiException.unauthenticated("The session has ended. Sign in again."));
        Exchange.reply(context, 200, new Api.User(user.userId(), user.email()));
    }

    private void projects(Context context) {
        Exchange.reply(
                context,
                200,
                accounts.ownedBy(gate.user(context).id()).stream()
                        .map(project -> new Api.Project(project.projectId(), project.name()))
                        .toList());
    }

    private Api.Tokens answer(Accounts.User user, String refreshToken) {
        return new Api.Tokens(
                tokens.issue(user.userId()),
                "bearer",
                AccessTokens.LIFE.toSeconds(),
                refreshToken,
                new Api.User(user.userId(), user.email()));
    }

    /// The user id leads, so that a token is looked up within its user's rows alone.
    private String newRefreshToken(String userId) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(userId.getBytes(StandardCharsets.UTF_8)) + "." + base64.encodeToString(bytes);
    }

    private static String owner(String refreshToken) {
        try {
            int dot = Math.max(0, refreshToken.indexOf('.'));
            return new String(Base64.getUrlDecoder().decode(refreshToken.substring(0, dot)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw ApiException.unauthenticated("The session has ended. Sign in again.");
        }
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
