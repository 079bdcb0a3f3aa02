package dev.hivesync.app;

import dev.hivesync.alerts.Outside;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.bridge.BridgeUnavailableException;
import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.keychain.Secrets;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.NotificationLink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
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
import picocli.CommandLine.Parameters;
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

    @Option(names = "--headless", description = "all but the window: sync, inbox, bridge, notifications")
    private boolean headless;

    @Option(names = "--screenshot", paramLabel = "F.png", description = "render the window, write it, exit")
    private @Nullable Path screenshot;

    @Option(names = "--after", paramLabel = "SECONDS", description = "with --screenshot: wait so long before")
    private @Nullable Integer after;

    @Parameters(
            arity = "0..1",
            paramLabel = "LINK",
            description = "hivesync://notification/ID opens that notification; alone")
    private @Nullable String link;

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

    /// Whether this app has a window, or will have one in a moment; the main thread's, as the window.
    private volatile boolean windowed;

    private volatile @Nullable DesktopWindow window;

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
        Optional<NotificationLink> opened = LinkArgument.read(link);
        Path png = screenshot == null ? null : Screenshot.prepare(screenshot.toAbsolutePath());
        if (png != null && InstanceLock.held(home)) {
            Screenshot.besideTheRunningApp(home, png, Duration.ofSeconds(after == null ? 0 : after), clock);
            return ExitCode.DONE;
        }
        try (Preferences preferences = Preferences.open(new SettingsFile(home.settings()))) {
            return start(preferences, png, opened);
        }
    }

    private int start(Preferences preferences, @Nullable Path png, Optional<NotificationLink> opened)
            throws InterruptedException, IOException {
        Target target = Target.choose(server, tokenFile, environment, preferences.now(), Checkout.directory());
        home.create();
        OkHttpClient http = HttpBackend.client();
        Optional<InstanceLock> lock = lock(http, opened);
        if (lock.isEmpty()) {
            return ExitCode.DONE;
        }
        log();
        try (InstanceLock _ = lock.get()) {
            run(preferences, target, png, http, opened);
            return ExitCode.DONE;
        } finally {
            closed.countDown();
        }
    }

    private Optional<InstanceLock> lock(OkHttpClient http, Optional<NotificationLink> opened)
            throws InterruptedException {
        try {
            return SecondStart.lockOr(
                    new RunningApp(home, http),
                    headless
                            ? new BridgeFrame.Ping()
                            : new BridgeFrame.Show(
                                    opened.map(NotificationLink::notificationId).orElse(null)),
                    this::say);
        } catch (IOException _) {
            throw home.unwritable();
        }
    }

    private void log() {
        try {
            Logging.to(home.logs());
        } catch (IOException _) {
            say("No log can be written in " + home.logs() + "; HiveSync runs without one.");
        }
    }

    private void run(
            Preferences preferences,
            Target target,
            @Nullable Path png,
            OkHttpClient http,
            Optional<NotificationLink> opened)
            throws InterruptedException {
        Optional<String> noWindow =
                png != null ? Optional.empty() : headless ? Optional.of("as asked") : Display.missing(environment);
        Secrets secrets = Vault.secrets(home, environment, clock);
        windowed = noWindow.isEmpty() && png == null;
        if (noWindow.isPresent() && opened.isPresent()) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "The link cannot be opened without a window (" + noWindow.get()
                            + "). Start HiveSync where there is a" + " display.");
        }
        if (noWindow.isPresent()) {
            Unattended.readable(preferences, home);
            Unattended.check(target, noWindow.get(), home, secrets);
        } else if (preferences.trouble().isPresent()) {
            say("The settings in " + home.settings() + " cannot be read; HiveSync runs with the defaults and keeps the"
                    + " file beside the new one with your first change.");
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
        try (Client client = client(preferences, http)) {
            Connector connector = new Connector(home, client, http, secrets, clock, new ToWindow());
            if (noWindow.isPresent()) {
                say("HiveSync runs without a window (%s). Plugins connect at ws://127.0.0.1:%d/bridge. Ctrl+C stops it."
                        .formatted(noWindow.get(), client.bridgePort()));
                client.inbox().observe(new HeadlessReport(this::say, Unattended.advice(target)));
                Outdoors.announce(client, preferences, clock, environment);
                client.wakeSnoozed(ZoneId.systemDefault());
                connect(connector, target);
                quit.await();
            } else {
                window(preferences, client, connector, target, png, opened);
            }
            settle();
        }
        if (broken.isDone()) {
            throw broken.join();
        }
    }

    /// What sessions tell, from any thread.
    private final class ToWindow implements Connector.Watcher {
        @Override
        public void lost(CommandFailure why) {
            fail(why);
        }

        @Override
        public void signedIn(Optional<String> email) {
            DesktopWindow open = window;
            if (open != null) {
                open.account(email);
            }
        }
    }

    private void window(
            Preferences preferences,
            Client client,
            Connector connector,
            Target target,
            @Nullable Path png,
            Optional<NotificationLink> opened)
            throws InterruptedException {
        Outside outside = png == null ? Outdoors.of(environment) : Outside.NONE;
        client.own(outside);
        DesktopPorts ports = new DesktopPorts(
                client::intend,
                client::refresh,
                connector::signIn,
                connector::signOut,
                quit::countDown,
                client.errands(() -> preferences.now().reviewsOpen()),
                preferences,
                servers(preferences, connector, target),
                outside,
                client.plugins());
        Opening opening = png == null ? Opening.QUIET : Opening.PICTURE;
        try (WindowHost host = WindowHost.open(ports, clock, opening, client::focused, () -> ending)) {
            window = host.window();
            client.inbox().observe(host.window()::accept);
            opened.map(NotificationLink::notificationId).ifPresent(host.window()::open);
            if (png == null) {
                Outdoors.links(host.window());
            }
            client.wakeSnoozed(ZoneId.systemDefault());
            connect(connector, target);
            if (png == null) {
                quit.await();
            } else if (!quit.await(after == null ? SETTLE_SECONDS : after, TimeUnit.SECONDS)) {
                host.picture(png);
            }
        }
    }

    /// What the command line or the environment names is not changed by the window.
    private Servers servers(Preferences preferences, Connector connector, Target target) {
        boolean given = server != null
                || !environment.getOrDefault("HIVESYNC_SERVER", "").isBlank();
        return given ? Servers.FIXED : new ServerChoice(preferences, connector::change, clock, target);
    }

    private Client client(Preferences preferences, OkHttpClient http) {
        Inbox inbox = null;
        try {
            inbox = Inbox.open(home.inbox(), clock);
            BridgeConfig config =
                    new BridgeConfig(home.bridge(), preferences.now().bridgePortOrAny(), Version.current());
            return new Client(inbox, config, preferences, http, clock, this::show);
        } catch (NewerDataException e) {
            throw new CommandFailure(ExitCode.NEWER_DATA, StateCommand.sentence(e));
        } catch (BridgeUnavailableException e) {
            if (inbox != null) {
                inbox.close();
            }
            throw new CommandFailure(ExitCode.UNREACHABLE, StateCommand.sentence(e));
        } catch (IOException | SQLException _) {
            throw home.unwritable();
        }
    }

    /// A window that is still opening comes to the front by itself.
    private boolean show(Optional<String> notification) {
        DesktopWindow open = window;
        if (open != null) {
            notification.ifPresentOrElse(open::open, open::present);
        }
        return windowed;
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
