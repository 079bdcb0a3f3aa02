package dev.hivesync.app;

import dev.hivesync.mobile.HttpFeed;
import dev.hivesync.mobile.MobileClient;
import dev.hivesync.mobile.ShelfFile;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.MonotonicPause;
import dev.hivesync.sync.PasswordSession;
import dev.hivesync.sync.PollSchedule;
import dev.hivesync.sync.Session;
import dev.hivesync.sync.TokenFileSession;
import dev.hivesync.sync.TokenStore;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.Notification;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The phone in a terminal.
@Command(
        name = "mobile",
        description = {
            "A client as a phone has it: previews and repository events alone, by polling.",
            "r refreshes, b goes to the background and back, a number opens a row and marks it read, q ends."
        })
final class MobileCommand implements Callable<Integer> {

    private final Home home;
    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The backend; by default the app's, or the local server.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "F",
            description = "An access token for that backend; without it, the account signed in here.")
    private @Nullable Path tokenFile;

    MobileCommand(Home home, Map<String, String> environment, InputStream in, PrintStream out) {
        this.home = home;
        this.environment = environment;
        this.in = in;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    private record Access(HttpUrl url, Session session, String account) {}

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        MobileScreen screen = new MobileScreen(out, terminal(), ZoneId.systemDefault());
        try (MobileClient client = start(HttpBackend.client(), screen, ended)) {
            Thread.ofPlatform().daemon().name("mobile-keys").start(() -> keys(client, screen, ended));
            ended.await();
        }
        return ExitCode.DONE;
    }

    /// @param ended counted down when nobody reads the screen any more
    MobileClient start(OkHttpClient http, MobileScreen screen, CountDownLatch ended) {
        Access access = access(http);
        InstantSource clock = InstantSource.system();
        MobileClient client = new MobileClient(
                new HttpFeed(new HttpBackend(http, access.url(), access.session(), clock)),
                new ShelfFile(home.create().mobile(), access.account()),
                new PollSchedule(new SecureRandom()),
                new MonotonicPause(),
                clock,
                view -> {
                    if (!screen.show(view)) {
                        ended.countDown();
                    }
                });
        client.start();
        return client;
    }

    /// Whole lines, so that it works in every terminal and from a pipe. At the end of a pipe the list goes on.
    void keys(MobileClient client, MobileScreen screen, CountDownLatch ended) {
        boolean background = false;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String key = line.strip();
                switch (key) {
                    case "r", "" -> client.refresh();
                    case "b" -> {
                        background = !background;
                        client.background(background);
                    }
                    case "q" -> {
                        ended.countDown();
                        return;
                    }
                    default -> {
                        Notification row = screen.row(key.matches("[0-9]{1,2}") ? Integer.parseInt(key) : 0);
                        if (row != null) {
                            client.open(row.notificationId());
                        }
                    }
                }
            }
        } catch (IOException _) {
            // as at the end of a pipe
        }
    }

    private Access access(OkHttpClient http) {
        Path file = tokenFile;
        if (file != null) {
            TokenFiles.check(file);
            HttpUrl url = server == null ? null : HttpUrl.parse(server);
            if (url == null) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--token-file needs --server with the address of that server.");
            }
            TokenFileSession session = new TokenFileSession(file);
            return new Access(url, session, url + " " + session.subject().orElse("token"));
        }
        return KeptSignIn.server(server, environment, home)
                .map(remote -> signedIn(remote, http))
                .orElseGet(() -> local(http));
    }

    private Access signedIn(HttpUrl remote, OkHttpClient http) {
        return KeptSignIn.to(remote, http, home, Vault.secrets(home, environment, InstantSource.system()))
                .map(session -> new Access(
                        remote, session, remote + " " + session.user().id()))
                .orElseThrow(() -> new CommandFailure(ExitCode.REFUSED, KeptSignIn.nobody(remote)));
    }

    private Access local(OkHttpClient http) {
        LocalServer local = LocalServers.found(home)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "No local server runs. Start HiveSync in a checkout, or give --server and --token-file."));
        HttpUrl url = HttpUrl.get(local.url());
        PasswordSession session =
                new PasswordSession(http, url, TokenStore.none(), InstantSource.system(), System::nanoTime);
        return switch (session.signIn(local.email(), local.password())) {
            // Its address changes with its port, its users do not.
            case PasswordSession.SignedIn.As(var user) ->
                new Access(url, new LocalSession(home, session), "built-in " + user.id());
            case PasswordSession.SignedIn.Refused _ ->
                throw new CommandFailure(ExitCode.REFUSED, "The local server does not let its own user in.");
            case PasswordSession.SignedIn.Later _, PasswordSession.SignedIn.Unreachable _ ->
                throw new CommandFailure(
                        ExitCode.UNREACHABLE, "The local server does not answer. Try again in a moment.");
        };
    }

    /// JDK 25 gives null where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean terminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
