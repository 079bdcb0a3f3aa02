package dev.hivesync.app;

import dev.hivesync.keychain.Secrets;
import dev.hivesync.plugin.HttpPolls;
import dev.hivesync.plugin.HttpPolls.Access;
import dev.hivesync.plugin.PluginClient;
import dev.hivesync.plugin.PluginConfig;
import dev.hivesync.plugin.PluginNews;
import dev.hivesync.plugin.Reach;
import dev.hivesync.plugin.WatchLine;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.wire.LocalServer;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A plugin without an editor: a line for each event, from the bridge, or by polling while there is none.
@Command(name = "watch", description = "Print each event as it arrives, as a plugin would receive it.")
final class WatchCommand implements Callable<Integer> {

    private final Home home;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--json", description = "One JSON line per event.")
    private boolean json;

    @Option(names = "--server", paramLabel = "URL", description = "Poll this backend while there is no bridge.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "F",
            description = "An access token for that backend; without it, the account signed in here.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--project",
            paramLabel = "ID",
            description = "A project that is open here, for \"Open in editor\"; may be repeated.")
    private List<String> projects = List.of();

    WatchCommand(Home home, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.home = home;
        this.environment = environment;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = err;
    }

    /// Runs until the process is told to end, or nobody reads its lines any more.
    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        WatchScreen screen = new WatchScreen(out, !json && terminal(), environment);
        PluginClient client = start(HttpBackend.client(), screen, ended);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            client.close();
                            screen.end();
                            Runtime.getRuntime().halt(ExitCode.DONE);
                        },
                        "watch-end"));
        Reader.whenGone(ended::countDown);
        ended.await();
        return ExitCode.DONE;
    }

    /// JDK 25 gives null again where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean terminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// @param ended counted down when the reader of the lines has gone
    PluginClient start(OkHttpClient http, WatchScreen screen, CountDownLatch ended) {
        WatchLine lines = new WatchLine();
        AtomicBoolean said = new AtomicBoolean();
        PluginClient client = new PluginClient(
                new PluginConfig(
                        home.bridge(), "hivesync-watch", Version.current(), projects, PluginConfig.Timing.CONTRACT),
                screen,
                news -> {
                    if (news.equals(new PluginNews.Reached(Reach.DESKTOP_NOT_RUNNING))
                            && said.compareAndSet(false, true)) {
                        err.println("HiveSync Desktop is not running; waiting for it.");
                    }
                    if (json) {
                        out.println(lines.json(news));
                    } else {
                        screen.line(news);
                    }
                    if (out.checkError()) {
                        ended.countDown();
                    }
                },
                new HttpPolls(http, access(http)),
                http,
                System::nanoTime,
                new SecureRandom());
        client.start();
        return client;
    }

    private Supplier<Optional<Access>> access(OkHttpClient http) {
        Path file = tokenFile;
        if (file == null) {
            Optional<HttpUrl> remote = KeptSignIn.server(server, environment, home);
            return remote.isPresent() ? signedIn(remote.get(), http) : this::local;
        }
        var _ = token(file);
        return () -> Optional.ofNullable(server)
                .or(() -> LocalServers.found(home).map(LocalServer::url))
                .map(url -> new Access.Bearer(url, token(file)));
    }

    private Optional<Access> local() {
        return LocalServers.found(home).map(local -> new Access.Password(local.url(), local.email(), local.password()));
    }

    /// The first who is found signed in, and nobody after him. Somebody may still sign in with the app.
    private Supplier<Optional<Access>> signedIn(HttpUrl remote, OkHttpClient http) {
        Secrets secrets = Vault.secrets(home, environment, InstantSource.system());
        FirstSignedIn found = new FirstSignedIn(() -> KeptSignIn.to(remote, http, home, secrets));
        if (server != null && found.get().isEmpty()) {
            throw new CommandFailure(ExitCode.REFUSED, KeptSignIn.nobody(remote));
        }
        return () -> found.get().map(session -> new Access.SignedIn(remote.toString(), session));
    }

    private static final class FirstSignedIn {
        private final Supplier<Optional<KeptSignIn>> look;
        private @Nullable KeptSignIn known;

        FirstSignedIn(Supplier<Optional<KeptSignIn>> look) {
            this.look = look;
        }

        synchronized Optional<KeptSignIn> get() {
            if (known == null) {
                known = look.get().orElse(null);
            }
            return Optional.ofNullable(known);
        }
    }

    /// Read for each poll: whoever renews it replaces the file.
    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "The token file " + file + " cannot be read.");
        }
    }
}
