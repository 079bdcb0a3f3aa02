package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.keychain.Secrets;
import dev.hivesync.plugin.HttpPolls;
import dev.hivesync.sync.PasswordSession;
import dev.hivesync.sync.Session;
import dev.hivesync.sync.TokenStore;
import dev.hivesync.wire.Api;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// The sign-in that the app keeps for a server, for a command beside it or without it. An access token may be used by
/// many, a refresh token counts once: a command renews only where it has the home to itself, and keeps what it got for
/// the app. A running app renews by itself.
final class KeptSignIn implements Session, HttpPolls.Renewing {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    /// Takes the home for the time of a renewal; empty where somebody has it.
    interface Exclusive {
        Optional<? extends Closeable> take() throws IOException;
    }

    private final OkHttpClient http;
    private final Exclusive home;
    private final HttpUrl server;
    private final Vault vault;
    private final Api.User user;

    private KeptSignIn(OkHttpClient http, Exclusive home, HttpUrl server, Vault vault, Api.User user) {
        this.http = http;
        this.home = home;
        this.server = server;
        this.vault = vault;
        this.user = user;
    }

    /// The server that the app would use: the option, the environment or the settings name it.
    static Optional<HttpUrl> server(@Nullable String option, Map<String, String> environment, Home home) {
        try (Preferences preferences = Preferences.open(new SettingsFile(home.settings()))) {
            return Target.choose(option, null, environment, preferences.now(), Optional.empty())
                            instanceof Target.Remote remote
                    ? Optional.of(remote.server())
                    : Optional.empty();
        }
    }

    /// Empty where nobody is signed in there.
    static Optional<KeptSignIn> to(HttpUrl server, OkHttpClient http, Home home, Secrets secrets) {
        return to(server, http, () -> InstanceLock.take(home), new Vault(secrets, home, server));
    }

    static Optional<KeptSignIn> to(HttpUrl server, OkHttpClient http, Exclusive home, Vault vault) {
        return vault.lease().load().map(kept -> new KeptSignIn(http, home, server, vault, kept.user()));
    }

    static String nobody(HttpUrl server) {
        return "Nobody is signed in to " + server
                + " here. Sign in with HiveSync, or give an access token with --token-file F.";
    }

    Api.User user() {
        return user;
    }

    /// Of this user; whoever signs in after him is somebody else.
    private Optional<Api.Tokens> kept() {
        return vault.lease().load().filter(tokens -> tokens.user().equals(user));
    }

    @Override
    public Optional<String> accessToken() {
        return kept().map(Api.Tokens::accessToken);
    }

    @Override
    public synchronized Renewal renew(String stale) {
        Optional<Api.Tokens> kept = kept();
        if (kept.isEmpty()) {
            return new Renewal.Denied();
        }
        if (!kept.get().accessToken().equals(stale)) {
            return new Renewal.Renewed(kept.get().accessToken());
        }
        try (Closeable lock = home.take().orElse(null)) {
            return lock == null ? new Renewal.Unreachable(AGAIN) : alone(stale);
        } catch (IOException _) {
            return new Renewal.Unreachable(AGAIN);
        }
    }

    @Override
    public Optional<String> token() {
        return accessToken();
    }

    @Override
    public Optional<String> renewed(String stale) throws IOException {
        return switch (renew(stale)) {
            case Renewal.Renewed(String token) -> Optional.of(token);
            case Renewal.Denied _ -> Optional.empty();
            case Renewal.Unreachable _ -> throw new IOException("the session could not be renewed");
        };
    }

    /// Nothing is spent that could not be kept.
    private Renewal alone(String stale) throws IOException {
        TokenStore store = vault.lease();
        Optional<Api.Tokens> present = kept();
        if (present.isPresent()) {
            store.save(present.get());
        }
        PasswordSession session = new PasswordSession(http, server, store, InstantSource.system(), System::nanoTime);
        return session.resume().isPresent() ? session.renew(stale) : new Renewal.Denied();
    }

    @Override
    public String toString() {
        return "KeptSignIn[" + user.id() + "]";
    }
}
