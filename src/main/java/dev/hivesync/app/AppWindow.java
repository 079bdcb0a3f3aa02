package dev.hivesync.app;

import dev.hivesync.alerts.Outside;
import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.about.Updates;
import dev.hivesync.desktop.settings.Installation;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.NotificationLink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window of one run, and what it asks of the program.
final class AppWindow implements Connector.Watcher {

    /// How long the network waits for the window to be drawn. One that nobody sees, such as on a locked screen, never
    /// is.
    private static final long PAINT_SECONDS = 10;

    private static final long SETTLE_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(AppWindow.class);

    private final WindowHost host;
    private final LateClient client;
    private final AppWish wish;
    private final Home home;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final CountDownLatch quit;
    private final Consumer<CommandFailure> fail;

    /// The main thread's.
    private volatile @Nullable DesktopWindow window;

    /// @param quit counted down to end the run
    /// @param fail ends it with a reason
    AppWindow(
            WindowHost host,
            AppWish wish,
            Home home,
            Map<String, String> environment,
            InstantSource clock,
            Preferences preferences,
            CountDownLatch quit,
            Consumer<CommandFailure> fail) {
        this.host = host;
        client = new LateClient(() -> preferences.now().reviewsOpen());
        this.wish = wish;
        this.home = home;
        this.environment = environment;
        this.clock = clock;
        this.quit = quit;
        this.fail = fail;
    }

    /// Makes the window beside the caller, which opens the client meanwhile.
    void make(Preferences preferences, Target target) {
        Outside outside = alone() ? Outside.NONE : Outdoors.of(environment);
        client.own(outside);
        DesktopPorts ports = new DesktopPorts(
                client::intend,
                client::refresh,
                client::signIn,
                client::signOut,
                quit::countDown,
                client.errands(),
                preferences,
                servers(preferences, target),
                outside,
                client.insight(),
                installation(preferences));
        host.make(ports, clock, alone() ? Opening.PICTURE : Opening.QUIET, client::focused);
    }

    /// Fills the window and puts it on the screen; returns once it is drawn.
    void show(Inbox inbox) throws InterruptedException {
        DesktopWindow made = host.window();
        window = made;
        made.accept(new Step(inbox.state(), List.of()));
        show();
    }

    /// From here on the window shows what happens.
    void serve(Client opened, Connector connector) throws InterruptedException {
        client.opened(opened, connector, new Diagnosis(home, clock));
        DesktopWindow made = host.window();
        opened.inbox().observe(made::accept);
        wish.link().map(NotificationLink::notificationId).ifPresent(made::open);
        if (!alone()) {
            Outdoors.links(made);
        }
    }

    private void show() throws InterruptedException {
        if (wish.background()) {
            host.showInBackground();
            return;
        }
        if (host.show()
                .toCompletableFuture()
                .orTimeout(PAINT_SECONDS, TimeUnit.SECONDS)
                .handle((_, late) -> late == null)
                .join()) {
            LOG.info("The window is drawn");
        }
    }

    /// For a picture: no system is told of it, and no system tells it anything.
    private boolean alone() {
        return wish.picture() != null;
    }

    private Installation installation(Preferences preferences) {
        Optional<ReleaseWatch> releases = alone() ? Optional.empty() : ReleaseWatch.of(home, preferences, clock);
        releases.ifPresent(client::own);
        return new Installation(
                SystemLogin.of(environment),
                releases.<Updates>map(watch -> watch).orElse(Updates.NONE),
                Licences::about);
    }

    /// What the command line or the environment names is not changed by the window.
    private Servers servers(Preferences preferences, Target target) {
        return wish.serverGiven(environment)
                ? Servers.FIXED
                : new ServerChoice(preferences, client::change, clock, target);
    }

    /// Blocks until the run is to end; takes the picture that was asked for before.
    void until() throws InterruptedException {
        Path picture = wish.picture();
        if (picture == null) {
            quit.await();
            return;
        }
        Duration after = wish.after();
        if (!quit.await(after == null ? SETTLE_SECONDS : after.toSeconds(), TimeUnit.SECONDS)) {
            host.picture(picture);
        }
    }

    /// Takes the window off the screen, before what it shows ends.
    void gone() {
        host.close();
    }

    /// From any thread. A window that is still opening comes to the front by itself.
    ///
    /// @param notification the id of one to open
    /// @return false where nobody sees it
    boolean toFront(Optional<String> notification) {
        DesktopWindow open = window;
        if (open != null) {
            notification.ifPresentOrElse(open::open, open::present);
        }
        return !alone();
    }

    @Override
    public void lost(CommandFailure why) {
        fail.accept(why);
    }

    @Override
    public void signedIn(Optional<String> email) {
        DesktopWindow open = window;
        if (open != null) {
            open.account(email);
        }
    }
}
