package dev.hivesync.app;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Link;
import dev.hivesync.server.BuiltInServer;
import dev.hivesync.sync.PasswordSession;
import dev.hivesync.sync.PasswordSession.SignedIn;
import dev.hivesync.sync.Session;
import dev.hivesync.sync.TokenFileSession;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Finds the backend, signs in and sets the client to work on it.
final class Connector {

    private final Home home;
    private final Client client;
    private final OkHttpClient http;
    private final Consumer<CommandFailure> lost;

    /// The session that a person signs in to; written under the lock of this object.
    private @Nullable PasswordSession personal;

    private @Nullable HttpUrl personalServer;
    private boolean connected;

    /// @param lost told when the built-in server is gone for good
    Connector(Home home, Client client, OkHttpClient http, Consumer<CommandFailure> lost) {
        this.home = home;
        this.client = client;
        this.http = http;
        this.lost = lost;
    }

    /// Blocks until the client works on `target`, or waits for a person to sign in.
    void connect(Target target) {
        switch (target) {
            case Target.Remote(HttpUrl server, Path tokenFile)
            when tokenFile != null -> {
                Optional<String> user = subject(tokenFile);
                begin(server, new TokenFileSession(tokenFile), server + " " + user.orElse("token"), user.orElse(""));
            }
            case Target.Remote remote -> waitForPerson(remote.server());
            case Target.BuiltIn(Path checkout, boolean demo) ->
                builtIn(LocalServers.found(home).orElseGet(() -> started(checkout, demo)));
            case Target.Nowhere _ -> signedOut();
        }
    }

    private LocalServer started(Path checkout, boolean demo) {
        BuiltInServer server = LocalBackend.start(home, checkout, demo);
        client.own(server);
        var _ = server.died()
                .thenRun(() -> lost.accept(new CommandFailure(
                        ExitCode.UNREACHABLE, "The built-in database has stopped by itself. Start HiveSync again.")));
        return server.address();
    }

    private void builtIn(LocalServer server) {
        HttpUrl url = HttpUrl.get(server.url());
        PasswordSession session = new PasswordSession(http, url);
        switch (session.signIn(server.email(), server.password())) {
            case SignedIn.As(var user) ->
                begin(url, new LocalSession(home, session), "built-in " + user.id(), user.id());
            case SignedIn.Refused _, SignedIn.Unreachable _ ->
                throw new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "The built-in server does not let its own user in. Stop HiveSync and start it again.");
        }
    }

    private synchronized void waitForPerson(HttpUrl server) {
        personal = new PasswordSession(http, server);
        personalServer = server;
        signedOut();
    }

    private void signedOut() {
        client.inbox().accept(new Fact.Linked(new Link(Connection.SIGNED_OUT, null, 0)));
    }

    /// Signs a person in.
    ///
    /// @return one sentence for the person where it failed
    CompletionStage<Optional<String>> signIn(String email, String password) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("sign-in").start(() -> answer.complete(signInNow(email, password)));
        return answer;
    }

    private synchronized Optional<String> signInNow(String email, String password) {
        PasswordSession session = personal;
        HttpUrl server = personalServer;
        if (session == null || server == null) {
            return Optional.of("No server is configured. Start HiveSync with --server URL.");
        }
        return switch (session.signIn(email, password)) {
            case SignedIn.As(var user) -> {
                begin(server, session, server + " " + user.id(), user.id());
                yield Optional.empty();
            }
            case SignedIn.Refused _ -> Optional.of("The e-mail address or the password is not right.");
            case SignedIn.Unreachable _ ->
                Optional.of("The server " + server.host() + " does not answer. Check the address and your network.");
        };
    }

    /// @param account keeps inboxes apart; the built-in server's address changes with its port, its users do not
    /// @param user the id that the user's rows carry, empty where it is not known
    private synchronized void begin(HttpUrl server, Session session, String account, String user) {
        var _ = client.inbox().signIn(account, user).join();
        if (connected) {
            client.refresh();
        } else {
            connected = true;
            client.connect(server, session);
        }
    }

    /// Who a token speaks for. The server checks the token; this only keeps inboxes apart.
    private static Optional<String> subject(Path tokenFile) {
        try {
            String[] parts = Files.readString(tokenFile).strip().split("\\.", -1);
            if (parts.length == 3) {
                byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
                JsonNode subject = Json.MAPPER
                        .readTree(new String(claims, StandardCharsets.UTF_8))
                        .path("sub");
                return subject.isString() ? Optional.of(subject.stringValue()) : Optional.empty();
            }
        } catch (IOException | IllegalArgumentException | JacksonException _) {
            // not a token that tells: still an account of its own
        }
        return Optional.empty();
    }
}
