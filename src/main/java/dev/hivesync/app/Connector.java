package dev.hivesync.app;

import dev.hivesync.desktop.settings.SignInProblem;
import dev.hivesync.keychain.Secrets;
import dev.hivesync.server.BuiltInServer;
import dev.hivesync.sync.PasswordSession;
import dev.hivesync.sync.PasswordSession.SignedIn;
import dev.hivesync.sync.TokenFileSession;
import dev.hivesync.sync.TokenStore;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.LocalServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the backend, signs in and sets the client to work on it.
final class Connector {

    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    private final Home home;
    private final Client client;
    private final Http http;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Watcher watcher;

    /// Where a person signs in; the following are written under the lock of this object.
    private @Nullable Remote remote;

    private @Nullable PasswordSession personal;

    /// What hears of the sessions; on any thread.
    interface Watcher {

        /// The built-in server is gone for good.
        void lost(CommandFailure why);

        /// @param email who has signed in with a password and can sign out, or empty
        void signedIn(Optional<String> email);
    }

    private record Remote(HttpUrl server, Vault vault) {}

    /// Signs out of the present server, if any, and works with another: as its last user, or waiting for a sign-in.
    void change(HttpUrl server) {
        ended().ifPresent(PasswordSession::signOut);
        person(new Remote(server, new Vault(secrets, home, server)));
    }

    Connector(Home home, Client client, Http http, Secrets secrets, InstantSource clock, Watcher watcher) {
        this.home = home;
        this.client = client;
        this.http = http;
        this.secrets = secrets;
        this.clock = clock;
        this.watcher = watcher;
    }

    /// Blocks until the client works on `target`, or waits for a person to sign in.
    void connect(Target target) {
        switch (target) {
            case Target.Remote(HttpUrl server, Path tokenFile)
            when tokenFile != null -> {
                TokenFileSession session = new TokenFileSession(tokenFile);
                String user = session.subject().orElse("");
                client.begin(account(server, user.isEmpty() ? "token" : user), user, server, session);
            }
            case Target.Remote to -> person(new Remote(to.server(), new Vault(secrets, home, to.server())));
            case Target.BuiltIn(Path checkout, boolean demo) -> builtIn(checkout, demo);
            case Target.Nowhere _ -> client.signOut();
        }
    }

    private LocalServer started(Path checkout, boolean demo) {
        BuiltInServer server = LocalBackend.start(home, checkout, demo);
        client.own(server);
        var _ = server.died()
                .thenRun(() -> watcher.lost(new CommandFailure(
                        ExitCode.UNREACHABLE, "The built-in database has stopped by itself. Start HiveSync again.")));
        return server.address();
    }

    /// A pid is used again by the system, so what a crash left behind may look alive: only an answer tells.
    private void builtIn(Path checkout, boolean demo) {
        boolean found = LocalServers.found(home).filter(this::begun).isPresent();
        if (!found && !begun(started(checkout, demo))) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "The built-in server does not let its own user in. Stop HiveSync and start it again.");
        }
    }

    /// @return false where nobody lets its user in there
    private boolean begun(LocalServer server) {
        HttpUrl url = HttpUrl.get(server.url());
        PasswordSession session = session(url, TokenStore.none());
        return switch (session.signIn(server.email(), server.password())) {
            case SignedIn.As(var user) -> {
                // Its address changes with its port, its users do not.
                client.begin("built-in " + user.id(), user.id(), url, new LocalSession(home, session));
                yield true;
            }
            case SignedIn.Refused _, SignedIn.Later _, SignedIn.Unreachable _ -> false;
        };
    }

    private PasswordSession session(HttpUrl server, TokenStore store) {
        return new PasswordSession(http.client(), server, store, clock, System::nanoTime);
    }

    private synchronized void person(Remote next) {
        remote = next;
        PasswordSession session = session(next.server(), next.vault().lease());
        Optional<Api.User> kept = session.resume();
        if (kept.isPresent()) {
            begin(next.server(), session, kept.get());
        } else {
            client.signOut();
        }
    }

    /// Signs a person in.
    ///
    /// @return why it failed, or empty
    CompletionStage<Optional<SignInProblem>> signIn(String email, String password) {
        CompletableFuture<Optional<SignInProblem>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("sign-in").start(() -> {
            try {
                answer.complete(signInNow(email, password));
            } catch (RuntimeException e) {
                LOG.error("A sign-in failed unexpectedly", e);
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private synchronized Optional<SignInProblem> signInNow(String email, String password) {
        Remote at = remote;
        if (at == null) {
            return Optional.of(SignInProblem.NO_SERVER);
        }
        PasswordSession session = session(at.server(), at.vault().lease());
        return switch (session.signIn(email, password)) {
            case SignedIn.As(var user) -> begun(at.server(), session, user);
            case SignedIn.Refused _ -> Optional.of(SignInProblem.WRONG);
            case SignedIn.Later _ -> Optional.of(SignInProblem.TOO_OFTEN);
            case SignedIn.Unreachable _ -> Optional.of(SignInProblem.UNREACHABLE);
        };
    }

    private Optional<SignInProblem> begun(HttpUrl server, PasswordSession session, Api.User user) {
        try {
            begin(server, session, user);
            return Optional.empty();
        } catch (CommandFailure e) {
            session.signOut();
            return Optional.of(e.code() == ExitCode.NEWER_DATA ? SignInProblem.NEWER_DATA : SignInProblem.INBOX);
        }
    }

    private synchronized void begin(HttpUrl server, PasswordSession session, Api.User user) {
        client.begin(account(server, user.id()), user.id(), server, session);
        PasswordSession before = personal;
        personal = session;
        if (before != null) {
            before.end();
        }
        watcher.signedIn(Optional.of(user.email()));
    }

    /// Signs the person out, here at once and on the server when it answers; what the inbox holds stays.
    void signOut() {
        Thread.ofVirtual().name("sign-out").start(() -> {
            try {
                ended().ifPresent(PasswordSession::signOut);
            } catch (CommandFailure e) {
                LOG.warn("Signing out has to be tried again: {}", e.getMessage());
            }
        });
    }

    private synchronized Optional<PasswordSession> ended() {
        Optional<PasswordSession> session = Optional.ofNullable(personal);
        if (session.isPresent()) {
            client.signOut();
            personal = null;
            watcher.signedIn(Optional.empty());
        }
        return session;
    }

    private static String account(HttpUrl server, String user) {
        return server + " " + user;
    }
}
