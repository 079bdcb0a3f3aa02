package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.bridge.BridgeUnavailableException;
import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.sync.HttpBackend;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The app itself, with and without its window.
@Command(
        name = "hivesync",
        description = "HiveSync's notification center for the desktop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Exit codes: 0 done, 2 bad usage, 3 cannot reach, 4 refused, 5 local data of a newer version."})
final class RunCommand implements Callable<Integer> {

    private static final int SETTLE_SECONDS = 10;
    private static final int CLOSE_SECONDS = 15;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--server", paramLabel = "URL", description = "the backend to use; also HIVESYNC_SERVER")
    private @Nullable String server;

    @Option(names = "--token-file", paramLabel = "F", description = "an access token for unattended use")
    private @Nullable Path tokenFile;

    @Option(names = "--headless", description = "all but the window: sync, inbox, bridge")
    private boolean headless;

    @Option(names = "--screenshot", paramLabel = "F.png", description = "render the window, write it, exit")
    private @Nullable Path screenshot;

    @Option(names = "--after", paramLabel = "SECONDS", description = "with --screenshot: wait so long before")
    private @Nullable Integer after;

    private final Home home;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final CountDownLatch quit = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<CommandFailure> broken = new CompletableFuture<>();

    /// A server that is still starting must be there before it can be closed; the main thread's.
    private @Nullable Thread connecting;

    /// Whether the JVM is ending; written by its shutdown hook.
    private volatile boolean ending;

    RunCommand(Home home, Map<String, String> environment, InstantSource clock) {
        this.home = home;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (after != null && (after < 0 || screenshot == null)) {
            throw new CommandFailure(ExitCode.USAGE, "--after takes a number of seconds and goes with --screenshot.");
        }
        Path png = screenshot == null ? null : Screenshot.prepare(screenshot.toAbsolutePath());
        if (png != null && InstanceLock.held(home)) {
            Screenshot.besideTheRunningApp(home, png, Duration.ofSeconds(after == null ? 0 : after), clock);
            return ExitCode.DONE;
        }
        try (Preferences preferences = Preferences.open(new SettingsFile(home.settings()))) {
            return start(preferences, png);
        }
    }

    private int start(Preferences preferences, @Nullable Path png) throws InterruptedException, IOException {
        Target target = Target.choose(server, tokenFile, environment, preferences.now(), Checkout.directory());
        Logging.to(home.create().logs());
        Optional<InstanceLock> lock = InstanceLock.take(home);
        if (lock.isEmpty()) {
            say("HiveSync is already running. Its window shows everything; 'hivesync state' tells what it holds.");
            return ExitCode.DONE;
        }
        try (InstanceLock _ = lock.get()) {
            run(preferences, target, png);
            return ExitCode.DONE;
        } finally {
            closed.countDown();
        }
    }

    private void run(Preferences preferences, Target target, @Nullable Path png) throws InterruptedException {
        Optional<String> noWindow =
                png != null ? Optional.empty() : headless ? Optional.of("as asked") : Display.missing(environment);
        if (noWindow.isPresent()) {
            readable(preferences);
            unattended(target, noWindow.get());
        } else if (preferences.trouble().isPresent()) {
            say("The settings in " + home.settings() + " cannot be read; HiveSync runs with the defaults and keeps the"
                    + " file beside the new one with your first change.");
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
        OkHttpClient http = HttpBackend.client();
        try (Client client = client(preferences, http)) {
            Connector connector = new Connector(home, client, http, this::fail);
            if (noWindow.isPresent()) {
                say("HiveSync runs without a window (%s). Plugins connect at ws://127.0.0.1:%d/bridge. Ctrl+C stops it."
                        .formatted(noWindow.get(), client.bridgePort()));
                client.inbox().observe(new HeadlessReport(this::say));
                connect(connector, target);
                quit.await();
            } else {
                window(preferences, client, connector, target, png);
            }
            settle();
        }
        if (broken.isDone()) {
            throw broken.join();
        }
    }

    /// Without a window nobody sees that another server than the chosen one is used.
    private void readable(Preferences preferences) {
        if (preferences.trouble().isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The settings in " + home.settings() + " cannot be read. Correct the file or delete it.");
        }
    }

    /// Without a window nobody can choose a server or sign in.
    private static void unattended(Target target, String noWindow) {
        switch (target) {
            case Target.Remote remote
            when remote.tokenFile() == null ->
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        "Nobody can sign in without a window (" + noWindow
                                + "). Give an access token with --token-file F.");
            case Target.Nowhere _ ->
                throw new CommandFailure(
                        ExitCode.USAGE, "No server is configured. Add --server URL and --token-file F.");
            case Target.Remote _, Target.BuiltIn _ -> {}
        }
    }

    private void window(Preferences preferences, Client client, Connector connector, Target target, @Nullable Path png)
            throws InterruptedException {
        DesktopPorts ports =
                new DesktopPorts(client::intend, client::refresh, connector::signIn, quit::countDown, preferences);
        Opening opening = png == null ? Opening.QUIET : Opening.PICTURE;
        try (WindowHost host = WindowHost.open(ports, clock, opening, () -> ending)) {
            client.inbox().observe(host.window()::accept);
            connect(connector, target);
            if (png == null) {
                quit.await();
            } else if (!quit.await(after == null ? SETTLE_SECONDS : after, TimeUnit.SECONDS)) {
                host.picture(png);
            }
        }
    }

    private Client client(Preferences preferences, OkHttpClient http) {
        Inbox inbox = null;
        try {
            inbox = Inbox.open(home.inbox(), clock);
            BridgeConfig config =
                    new BridgeConfig(home.bridge(), preferences.now().bridgePortOrAny(), Version.current());
            return new Client(inbox, config, preferences, http, clock);
        } catch (NewerDataException e) {
            throw new CommandFailure(ExitCode.NEWER_DATA, StateCommand.sentence(e));
        } catch (BridgeUnavailableException e) {
            if (inbox != null) {
                inbox.close();
            }
            throw new CommandFailure(ExitCode.UNREACHABLE, StateCommand.sentence(e));
        } catch (IOException | SQLException _) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The local inbox in " + home.root()
                            + " cannot be opened. Check its permissions and the free space.");
        }
    }

    /// In the background: neither the window nor plugins wait for a server.
    private void connect(Connector connector, Target target) {
        connecting = Thread.ofVirtual().name("connect").start(() -> {
            try {
                connector.connect(target);
            } catch (CommandFailure e) {
                fail(e);
            }
        });
    }

    private void settle() throws InterruptedException {
        if (connecting != null) {
            var _ = connecting.join(Duration.ofSeconds(SETTLE_SECONDS));
        }
    }

    private void fail(CommandFailure failure) {
        if (quit.getCount() > 0) {
            broken.complete(failure);
            quit.countDown();
        }
    }

    /// Runs as the JVM ends: lets everything close in order first.
    private void stop() {
        ending = true;
        // JavaFX ends itself at the same time and prints what it trips over.
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        quit.countDown();
        try {
            var _ = closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
