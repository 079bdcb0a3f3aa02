package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hivesync.keychain.Secrets;
import dev.hivesync.mobile.MobileClient;
import dev.hivesync.plugin.PluginClient;
import dev.hivesync.server.TestServer;
import dev.hivesync.sync.PasswordSession;
import dev.hivesync.sync.Session.Renewal;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Commands that use the account which is signed in here, against the real backend.
@NullMarked
class KeptSignInTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> NO_KEYCHAIN = Map.of("HIVESYNC_KEYCHAIN", "off");
    private static final KeptSignIn.Exclusive FREE = () -> Optional.of(() -> {});
    private static final KeptSignIn.Exclusive APP_RUNS = Optional::empty;

    @RegisterExtension
    static final TestServer server = new TestServer();

    @TempDir
    private Path directory;

    @RegisterExtension
    final CommandDesk desk = new CommandDesk(server);

    @Test
    void a_command_renews_and_keeps_what_it_got_for_the_app() {
        app(desk.email());
        KeptSignIn command = command(FREE).orElseThrow();
        String first = command.accessToken().orElseThrow();

        aMinutePasses();
        assertThat(command.renew(first)).isInstanceOf(Renewal.Renewed.class);
        String second = command.accessToken().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        aMinutePasses();
        assertThat(command(FREE).orElseThrow().renew(second)).isInstanceOf(Renewal.Renewed.class);
        PasswordSession started = session();
        assertThat(started.resume()).isPresent();
        assertThat(started.renew(started.accessToken().orElseThrow())).isInstanceOf(Renewal.Renewed.class);
    }

    @Test
    void while_the_app_runs_it_alone_renews() {
        PasswordSession app = app(desk.email());
        KeptSignIn command = command(APP_RUNS).orElseThrow();
        String stale = command.accessToken().orElseThrow();

        aMinutePasses();
        assertThat(command.renew(stale)).isInstanceOf(Renewal.Unreachable.class);
        assertThat(command.accessToken()).contains(stale);
        assertThat(app.renew(stale)).isInstanceOf(Renewal.Renewed.class);
        assertThat(command.renew(stale))
                .isEqualTo(new Renewal.Renewed(app.accessToken().orElseThrow()));
    }

    @Test
    void a_command_never_goes_on_as_somebody_else() {
        app(desk.email());
        KeptSignIn command = command(FREE).orElseThrow();
        String token = command.accessToken().orElseThrow();
        String other = desk.newUser();
        app(other);

        assertThat(command.accessToken()).isEmpty();
        assertThat(command.renew(token)).isEqualTo(new Renewal.Denied());
        assertThat(command(FREE).orElseThrow().user().email()).isEqualTo(other);
    }

    @Test
    void a_session_that_the_server_has_ended_is_over() {
        PasswordSession app = app(desk.email());
        KeptSignIn command = command(FREE).orElseThrow();
        String token = command.accessToken().orElseThrow();
        app.signOut();

        assertThat(command.renew(token)).isEqualTo(new Renewal.Denied());
        assertThat(command(FREE)).isEmpty();
    }

    @Test
    void the_phone_is_the_signed_in_account_and_survives_its_token() {
        app(desk.email());
        desk.emit("preview_ready", Map.of("preview_token", "ABC123", "platform", "ios"));
        server.clock().advance(Duration.ofHours(1));
        try (MobileClient _ = mobile().start(
                        desk.http(), new MobileScreen(desk.out(), false, ZoneOffset.UTC), new CountDownLatch(1))) {
            await().atMost(PATIENCE)
                    .until(() -> desk.text().contains("preview ready  ios preview of " + desk.project()));
        }
    }

    @Test
    void watch_polls_as_the_signed_in_account_and_survives_its_token() {
        app(desk.email());
        server.clock().advance(Duration.ofHours(1));
        WatchCommand watch = new WatchCommand(new Home(directory), NO_KEYCHAIN, desk.out(), desk.out());
        new CommandLine(watch).parseArgs("--json", "--server", server.url());
        try (PluginClient client =
                watch.start(desk.http(), new WatchScreen(desk.out(), false, NO_KEYCHAIN), new CountDownLatch(1))) {
            await().atMost(PATIENCE).until(() -> desk.text().contains("desktop_not_running"));
            desk.emit("repo_sync_failed", Map.of("sync_id", "s-1", "commit", "afe127c", "error", "a conflict"));
            await().atMost(PATIENCE).until(() -> {
                client.refresh();
                return desk.text().contains("\"sync_id\":\"s-1\"");
            });
        }
    }

    @Test
    void where_nobody_is_signed_in_both_say_so() {
        assertThatThrownBy(() -> mobile().start(
                                desk.http(),
                                new MobileScreen(desk.out(), false, ZoneOffset.UTC),
                                new CountDownLatch(1)))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ExitCode.REFUSED);
                    assertThat(failure).hasMessageStartingWith("Nobody is signed in to " + server.url());
                });
        WatchCommand watch = new WatchCommand(new Home(directory), NO_KEYCHAIN, desk.out(), desk.out());
        new CommandLine(watch).parseArgs("--server", server.url());
        assertThatThrownBy(() -> watch.start(
                        desk.http(), new WatchScreen(desk.out(), false, NO_KEYCHAIN), new CountDownLatch(1)))
                .hasMessageStartingWith("Nobody is signed in to " + server.url());
    }

    /// Two tokens of one second are the same to the byte.
    private static void aMinutePasses() {
        server.clock().advance(Duration.ofMinutes(1));
    }

    /// What the app does when somebody signs in.
    private PasswordSession app(String who) {
        PasswordSession session = session();
        assertThat(session.signIn(who, TestServer.PASSWORD)).isInstanceOf(PasswordSession.SignedIn.As.class);
        return session;
    }

    private PasswordSession session() {
        return new PasswordSession(desk.http(), url(), vault().lease(), InstantSource.system(), System::nanoTime);
    }

    private Vault vault() {
        Home home = new Home(directory);
        return new Vault(Secrets.inFiles(home.signIns(), InstantSource.system()), home, url());
    }

    private Optional<KeptSignIn> command(KeptSignIn.Exclusive home) {
        return KeptSignIn.to(url(), desk.http(), home, vault());
    }

    private MobileCommand mobile() {
        MobileCommand command =
                new MobileCommand(new Home(directory), NO_KEYCHAIN, InputStream.nullInputStream(), desk.out());
        new CommandLine(command).parseArgs("--server", server.url());
        return command;
    }

    private static HttpUrl url() {
        return HttpUrl.get(server.url());
    }
}
