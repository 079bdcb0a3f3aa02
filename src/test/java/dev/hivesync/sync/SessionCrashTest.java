package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.server.TestServer;
import dev.hivesync.sync.PasswordSession.SignedIn;
import dev.hivesync.sync.Session.Renewal;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The program dies between the server's answer and the store, with the real server's rules for spent tokens.
@NullMarked
@Timeout(60)
class SessionCrashTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final OkHttpClient http = HttpBackend.client();
    private final Disk disk = new Disk();

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// Outlives the program; `dies` is where the program does not.
    private static final class Disk implements TokenStore {
        private Api.@Nullable Tokens tokens;
        private boolean dies;

        @Override
        public Optional<Api.Tokens> load() {
            return Optional.ofNullable(tokens);
        }

        @Override
        public void save(Api.Tokens next) {
            if (dies) {
                throw new Killed();
            }
            tokens = next;
        }

        @Override
        public void clear() {
            tokens = null;
        }
    }

    /// As after a start.
    private PasswordSession started() {
        PasswordSession session =
                new PasswordSession(http, HttpUrl.get(SERVER.url()), disk, InstantSource.system(), System::nanoTime);
        var _ = session.resume();
        return session;
    }

    private String accessToken(PasswordSession session) {
        return session.accessToken().orElseThrow();
    }

    private void dieWhileRenewing() {
        PasswordSession dying = started();
        disk.dies = true;
        assertThatThrownBy(() -> dying.renew(accessToken(dying))).isInstanceOf(Killed.class);
        disk.dies = false;
    }

    private void signIn(String email) {
        var _ = SERVER.user(email);
        assertThat(started().signIn(email, TestServer.PASSWORD)).isInstanceOf(SignedIn.As.class);
    }

    @Test
    void a_restart_within_thirty_seconds_is_given_another_pair() {
        signIn("crash-1@example.com");
        dieWhileRenewing();
        dieWhileRenewing();

        SERVER.clock().advance(Duration.ofSeconds(20));
        PasswordSession next = started();
        assertThat(next.renew(accessToken(next))).isInstanceOf(Renewal.Renewed.class);
        assertThat(SERVER.get("/auth/me", accessToken(next)).status()).isEqualTo(200);

        PasswordSession later = started();
        assertThat(later.renew(accessToken(later))).isInstanceOf(Renewal.Renewed.class);
    }

    @Test
    void a_restart_after_that_signs_out_and_says_so() {
        signIn("crash-2@example.com");
        dieWhileRenewing();

        SERVER.clock().advance(Duration.ofSeconds(31));
        PasswordSession next = started();
        assertThat(next.renew(accessToken(next))).isEqualTo(new Renewal.Denied());
        assertThat(next.accessToken()).isEmpty();
        assertThat(disk.load()).isEmpty();
    }
}
