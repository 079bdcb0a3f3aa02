package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.bridge.BridgeUnavailableException;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.keychain.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One run of the app, from the moment that its home is its own until it is told to end.
final class AppRun {

    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final long CLOSE_SECONDS = 15;

    private final Home home;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final AppWish wish;
    private final Consumer<String> say;
    private final CountDownLatch quit = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<CommandFailure> broken = new CompletableFuture<>();
    private final @Nullable WindowHost started;

    /// A server that is still starting must be there before it can be closed; the main thread's.
    private @Nullable Thread connecting;

    private final AtomicBoolean ending;

    /// @param started JavaFX, where it is on its way already
    /// @param ending set once the JVM is ending
    AppRun(
            Home home,
            Map<String, String> environment,
            InstantSource clock,
            AppWish wish,
            Consumer<String> say,
            @Nullable WindowHost started,
            AtomicBoolean ending) {
        this.home = home;
        this.environment = environment;
        this.clock = clock;
        this.wish = wish;
        this.say = say;
        this.started = started;
        this.ending = ending;
    }

    /// Runs until somebody ends it.
    void until(Preferences preferences, Target target) throws InterruptedException {
        Optional<String> noWindow = noWindow();
        if (noWindow.isPresent()) {
            withoutWindow(preferences, target, noWindow.get());
        } else {
            withWindow(preferences, target);
        }
        if (broken.isDone()) {
            throw broken.join();
        }
    }

    /// Everything has let go of its files; to be called however the run ended.
    void closed() {
        closed.countDown();
    }

    private Optional<String> noWindow() {
        return wish.picture() != null || started != null
                ? Optional.empty()
                : wish.headless() ? Optional.of("as asked") : Display.missing(environment);
    }

    private void withoutWindow(Preferences preferences, Target target, String why) throws InterruptedException {
        log();
        if (wish.link().isPresent()) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "The link cannot be opened without a window (" + why + "). Start HiveSync where there is a"
                            + " display.");
        }
        Secrets secrets = Vault.secrets(home, environment, clock);
        Unattended.readable(preferences, home);
        Unattended.check(target, why, home, secrets);
        stopInOrder();
        Http http = new Http();
        try (Client client = client(inbox(), preferences, http, _ -> false)) {
            Connector connector = new Connector(home, client, http, secrets, clock, new Connector.Watcher() {
                @Override
                public void lost(CommandFailure reason) {
                    fail(reason);
                }

                @Override
                public void signedIn(Optional<String> email) {
                    // nobody looks
                }
            });
            say.accept(
                    "HiveSync runs without a window (%s). Plugins connect at ws://127.0.0.1:%s/bridge. Ctrl+C stops it."
                            .formatted(why, Integer.toString(client.bridgePort())));
            client.inbox().observe(new HeadlessReport(say, Unattended.advice(target)));
            Outdoors.announce(client, preferences, clock, environment);
            client.wakeSnoozed(ZoneId.systemDefault());
            connect(connector, target);
            quit.await();
            settle();
        }
    }

    /// JavaFX and the inbox start beside each other; what is on the network, and the keychain, are asked only after
    /// the window is drawn.
    private void withWindow(Preferences preferences, Target target) throws InterruptedException {
        WindowHost host = started == null ? WindowHost.start(ending::get) : started;
        try {
            AppWindow window = new AppWindow(host, wish, home, environment, clock, preferences, quit, this::fail);
            window.make(preferences, target);
            log();
            if (preferences.trouble().isPresent()) {
                say.accept("The settings in " + home.settings()
                        + " cannot be read; HiveSync runs with the defaults and keeps the file beside the new one with"
                        + " your first change.");
            }
            stopInOrder();
            Inbox inbox = inbox();
            show(window, inbox);
            Http http = new Http();
            try (Client client = client(inbox, preferences, http, window::toFront)) {
                Connector connector =
                        new Connector(home, client, http, Vault.secrets(home, environment, clock), clock, window);
                try {
                    window.serve(client, connector);
                    client.wakeSnoozed(ZoneId.systemDefault());
                    connect(connector, target);
                    window.until();
                } finally {
                    window.gone();
                }
                settle();
            }
        } finally {
            // The other may have to tell of a failure.
            if (started == null) {
                host.close();
            }
        }
    }

    private static void show(AppWindow window, Inbox inbox) throws InterruptedException {
        try {
            window.show(inbox);
        } catch (RuntimeException | InterruptedException e) {
            inbox.close();
            throw e;
        }
    }

    private void log() {
        try {
            Logging.to(home.logs());
        } catch (IOException _) {
            say.accept("No log can be written in " + home.logs() + "; HiveSync runs without one.");
        }
    }

    private Inbox inbox() {
        try {
            return Inbox.open(home.inbox(), clock);
        } catch (NewerDataException e) {
            throw new CommandFailure(ExitCode.NEWER_DATA, StateCommand.sentence(e));
        } catch (IOException | SQLException _) {
            throw home.unwritable();
        }
    }

    /// @param show brings the window to the front and opens the notification of that id; false where there is none
    private Client client(Inbox inbox, Preferences preferences, Http http, Predicate<Optional<String>> show) {
        try {
            BridgeConfig config =
                    new BridgeConfig(home.bridge(), preferences.now().bridgePortOrAny(), Version.current());
            return new Client(inbox, config, preferences, http, clock, show);
        } catch (BridgeUnavailableException e) {
            inbox.close();
            throw new CommandFailure(ExitCode.UNREACHABLE, StateCommand.sentence(e));
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
            var _ = connecting.join(SETTLE);
        }
    }

    private void fail(CommandFailure failure) {
        if (quit.getCount() > 0) {
            broken.complete(failure);
            quit.countDown();
        }
    }

    private void stopInOrder() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
    }

    /// Runs as the JVM ends: lets everything close in order first.
    private void stop() {
        ending.set(true);
        // JavaFX ends itself at the same time and prints what it trips over.
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        quit.countDown();
        try {
            var _ = closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
