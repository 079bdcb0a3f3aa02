package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.autostart.Autostart;
import dev.hivesync.wire.BridgeFrame;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The app itself, with and without its window: reads what is asked for, and takes the home.
@Command(
        name = "hivesync",
        description = "HiveSync's notification center for the desktop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Exit codes: 0 done, 2 bad usage, 3 cannot reach, 4 refused, 5 local data of a newer version."})
final class RunCommand implements Callable<Integer> {

    /// Null where nothing was to be parsed.
    @Spec
    private @Nullable CommandSpec spec;

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

    @Option(
            names = Autostart.OPTION,
            description = "begin in the tray, or minimised where there is none: for a start at login")
    private boolean background;

    @Parameters(
            arity = "0..1",
            paramLabel = "LINK",
            description = "hivesync://notification/ID opens that notification; alone")
    private @Nullable String link;

    private final Home home;
    private final Map<String, String> environment;
    private final InstantSource clock;

    /// Whether the JVM is ending, and JavaFX with it.
    private final AtomicBoolean ending = new AtomicBoolean();

    private @Nullable WindowHost host;

    RunCommand(Home home, Map<String, String> environment, InstantSource clock) {
        this(home, environment, clock, null);
    }

    /// @param token as `--token-file` names it
    RunCommand(Home home, Map<String, String> environment, InstantSource clock, @Nullable Path token) {
        tokenFile = token;
        this.home = home;
        this.environment = environment;
        this.clock = clock;
    }

    /// Starts JavaFX beside everything that comes before the window, which waits for it the longest. Not where another
    /// app has this home.
    void hurry() {
        if (host == null && !taken() && Display.missing(environment).isEmpty()) {
            host = WindowHost.start(ending::get);
        }
    }

    private boolean taken() {
        try {
            return InstanceLock.held(home);
        } catch (IOException _) {
            // Whoever takes the home says so.
            return true;
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        AppWish wish = wish();
        try {
            return run(wish);
        } catch (IOException | RuntimeException e) {
            tell(wish, e);
            throw e;
        } finally {
            if (host != null) {
                host.close();
            }
        }
    }

    private int run(AppWish wish) throws InterruptedException, IOException {
        Path picture = wish.picture();
        if (picture != null && InstanceLock.held(home)) {
            Duration wait = wish.after();
            Screenshot.besideTheRunningApp(home, picture, wait == null ? Duration.ZERO : wait, clock);
            return ExitCode.DONE;
        }
        if (picture == null && !wish.headless()) {
            hurry();
        }
        try (Preferences preferences = Preferences.open(new SettingsFile(home.settings()))) {
            start(wish, preferences);
        }
        return ExitCode.DONE;
    }

    /// Whoever started from an icon does not read what is printed.
    private void tell(AppWish wish, Exception failure) throws InterruptedException {
        if (wish.headless() || wish.picture() != null || !FromIcon.is(environment)) {
            return;
        }
        if (host == null && Display.missing(environment).isEmpty()) {
            host = WindowHost.start(ending::get);
        }
        if (host != null) {
            // Before the user may look for it there.
            if (!(failure instanceof CommandFailure)) {
                LoggerFactory.getLogger(RunCommand.class).error("HiveSync could not start", failure);
            }
            host.tell(Main.sentence(failure));
        }
    }

    private AppWish wish() {
        if (after != null && (after < 0 || screenshot == null)) {
            throw new CommandFailure(ExitCode.USAGE, "--after takes a number of seconds and goes with --screenshot.");
        }
        return new AppWish(
                server,
                tokenFile,
                headless,
                background,
                screenshot == null ? null : Screenshot.prepare(screenshot.toAbsolutePath()),
                after == null ? null : Duration.ofSeconds(after),
                LinkArgument.read(link));
    }

    private void start(AppWish wish, Preferences preferences) throws InterruptedException, IOException {
        Target target =
                Target.choose(wish.server(), wish.tokenFile(), environment, preferences.now(), Checkout.directory());
        home.create();
        Optional<InstanceLock> lock = lock(wish);
        if (lock.isEmpty()) {
            return;
        }
        AppRun run = new AppRun(home, environment, clock, wish, this::say, host, ending);
        try (InstanceLock _ = lock.get()) {
            run.until(preferences, target);
        } finally {
            run.closed();
        }
    }

    private Optional<InstanceLock> lock(AppWish wish) throws InterruptedException {
        try {
            return SecondStart.lockOr(
                    new RunningApp(home),
                    wish.headless() || wish.background() ? new BridgeFrame.Ping() : new BridgeFrame.Show(wish.linked()),
                    this::say);
        } catch (IOException _) {
            throw home.unwritable();
        }
    }

    private void say(String line) {
        if (spec == null) {
            System.out.println(line);
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
