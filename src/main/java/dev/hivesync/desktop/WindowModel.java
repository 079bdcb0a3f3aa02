package dev.hivesync.desktop;

import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.about.AboutViewModel;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Present;
import dev.hivesync.desktop.board.Presenter;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.Banner;
import dev.hivesync.desktop.center.CenterModels;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.Deeds;
import dev.hivesync.desktop.center.Phase;
import dev.hivesync.desktop.look.Clipboards;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.plugins.PluginsViewModel;
import dev.hivesync.desktop.review.ReviewViewModel;
import dev.hivesync.desktop.settings.DiagnosticsViewModel;
import dev.hivesync.desktop.settings.Installation;
import dev.hivesync.desktop.settings.LoginViewModel;
import dev.hivesync.desktop.settings.OwnSettings;
import dev.hivesync.desktop.settings.ServerViewModel;
import dev.hivesync.desktop.settings.SettingsLeads;
import dev.hivesync.desktop.settings.SettingsViewModel;
import dev.hivesync.desktop.settings.SignInViewModel;
import dev.hivesync.desktop.sidebar.QuietViewModel;
import dev.hivesync.desktop.sidebar.SidebarViewModel;
import dev.hivesync.desktop.toast.AlertWriter;
import dev.hivesync.desktop.toast.ToastWords;
import dev.hivesync.desktop.toast.ToastsViewModel;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.desktop.work.WorkViewModel;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The view models of one window, the thread that feeds them and the gate between. Knows no scene.
final class WindowModel implements AutoCloseable {

    /// How often it is looked what is in view.
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LAST_HOUR = Duration.ofHours(1);

    private final InstantSource clock;
    private final FxGate<Present> gate = new FxGate<>(Present::then, this::apply);
    private final Presenter presenter;
    private final ReadOnlyObjectWrapper<Instant> now;
    private final Words words;
    private final CenterViewModel center;
    private final CenterModels centerModels;
    private final SidebarViewModel sidebar;
    private final Announcements announcements;
    private final PluginsViewModel plugins;
    private final DiagnosticsViewModel diagnostics;
    private final SettingsViewModel settings;
    private final SignInViewModel signIn;
    private final ServerViewModel server;
    private final WorkViewModel work;
    private final ReviewViewModel review;
    private final Actions actions;
    private final SystemSurfaces surfaces;
    private final LinkViewModel link;
    private final AboutViewModel about;
    private Map<String, ThreadRow> threads = Map.of(); // the FX thread's
    private Map<String, Entry> entries = Map.of(); // the FX thread's
    private boolean counting; // the FX thread's: a tick of the countdown is due

    /// @param raise brings the window to the front
    WindowModel(DesktopPorts ports, InstantSource clock, ZoneId zone, Texts texts, Opening opening, Runnable raise) {
        this.clock = clock;
        Moments moments = new Moments(texts, zone);
        Wording wording = new Wording(texts, moments);
        now = new ReadOnlyObjectWrapper<>(clock.instant());
        words = new Words(texts, wording, moments, now.getReadOnlyProperty());
        presenter = new Presenter(new Boards(wording, moments, ports.preferences()::now), clock, gate::offer);
        center = new CenterViewModel(ports.intents(), presenter::show);
        Deeds deeds = new Deeds(ports.intents(), ports.preferences(), clock, zone, this::in);
        centerModels = CenterModels.of(center, deeds, ports.intents(), ports.preferences());
        sidebar = new SidebarViewModel(center.narrowing().scopeProperty(), ports.signOut());
        announcements = new Announcements(ports, clock, zone, opening, this::in, new Leads());
        server = new ServerViewModel(ports.servers(), gate::run);
        diagnostics = new DiagnosticsViewModel(
                ports.insight().diagnostics(), ports.insight().picker(), clock, gate::run);
        plugins = new PluginsViewModel(ports.insight().plugins(), this::in);
        Installation installation = ports.installation();
        about = new AboutViewModel(
                installation.about(), installation.updates(), ports.preferences(), gate::run, Clipboards::put);
        settings = new SettingsViewModel(
                ports.preferences(),
                texts,
                new SettingsLeads(
                        server.changeable() ? Optional.of(server::change) : Optional.empty(),
                        Optional.of(() -> plugins.openProperty().set(true)),
                        Optional.of(diagnostics::save)),
                new OwnSettings(
                        Optional.of(new LoginViewModel(installation.login(), gate::run)),
                        installation.updates().looks(),
                        Optional.of(() -> about().openProperty().set(true))));
        settings.openProperty().subscribe(open -> {
            if (!open) {
                diagnostics.seen();
            }
        });
        Notices notices = new Notices(center::say);
        settings.troubleProperty()
                .subscribe(trouble -> notices.say(Notices.Subject.SETTINGS, trouble.map(Banner.Settings::new)));
        link = new LinkViewModel(
                new LinkedWindow(ports.refresh()), this::in, banner -> notices.say(Notices.Subject.LINK, banner));
        about.newerProperty()
                .subscribe(version -> notices.say(
                        Notices.Subject.UPDATE,
                        version.map(number -> new Banner.Newer(
                                number,
                                about::openNewer,
                                () -> notices.say(Notices.Subject.UPDATE, Optional.empty())))));
        ports.preferences().observe(() -> gate.run(this::settingsChanged));
        work = new WorkViewModel(ports.errands().jobs(), gate::run, clock);
        review = new ReviewViewModel(
                ports.errands(),
                gate::run,
                task -> Thread.ofVirtual().name("compare").start(task),
                center::markRead,
                Clipboards::put);
        actions = new Actions(work, review::open, center::reveal, Clipboards::put);
        signIn = new SignInViewModel(ports.signIn(), gate::run, texts.text("signin.unexpected"));
        surfaces = new SystemSurfaces(
                ports,
                gate::run,
                texts,
                announcements,
                new AlertWriter(
                        new ToastWords(texts, wording, notification -> center.projectName(notification.projectId())),
                        true),
                raise);
        presenter.in(untilNextMinute(), this::minute);
    }

    void accept(Step step) {
        presenter.accept(step);
    }

    private void apply(Present present) {
        threads = present.board().threads();
        entries = present.board().state().entries();
        now.set(present.board().now());
        work.apply(present.board());
        sidebar.apply(present.board());
        plugins.update();
        centerModels.apply(present.board());
        announcements.apply(present);
        center.explain(announcements::verdict);
        settings.projects(present.board().projects());
        review.apply(present.board(), present.changes());
        surfaces.unread(present.board().tally().unread());
        countDown();
        link.update();
    }

    private void settingsChanged() {
        announcements.settingsChanged();
        settings.update();
        surfaces.badge();
        presenter.again();
    }

    /// Whether the window is in front.
    void focused(boolean now) {
        announcements.focused(now);
        toasts().pause(ToastsViewModel.Pause.WINDOW_INACTIVE, !now);
    }

    private final class Leads implements ToastsViewModel.Leads {
        @Override
        public void thread(String key) {
            ThreadRow thread = threads.get(key);
            if (thread != null) {
                settings.openProperty().set(false);
                actions.perform(thread);
            }
        }

        @Override
        public void reveal(String key) {
            ThreadRow thread = threads.get(key);
            if (thread != null) {
                settings.openProperty().set(false);
                center.reveal(thread);
            }
        }

        @Override
        public void unread() {
            settings.openProperty().set(false);
            center.narrowing().scopeProperty().set(new Scope.Unread());
        }
    }

    private final class LinkedWindow implements LinkViewModel.Window {

        private final Runnable refresh;

        LinkedWindow(Runnable refresh) {
            this.refresh = refresh;
        }

        @Override
        public boolean reveal(String notificationId) {
            Entry entry = entries.get(notificationId);
            ThreadRow thread = entry == null ? null : threads.get(ThreadRow.keyOf(entry));
            if (thread == null) {
                return false;
            }
            center.reveal(thread);
            return true;
        }

        @Override
        public void refresh() {
            refresh.run();
        }

        @Override
        public boolean ready() {
            Phase phase = center.phaseProperty().get();
            return phase != Phase.SIGNED_OUT && phase != Phase.LOADING;
        }
    }

    /// Calls back on the FX thread.
    private void in(Duration delay, Runnable task) {
        presenter.in(delay, () -> gate.run(task));
    }

    /// @param threads what somebody who looks at the window sees at the moment
    void watch(Supplier<Collection<ThreadRow>> threads) {
        announcements.watch(threads);
        in(LOOK, this::look);
    }

    private void look() {
        announcements.look();
        in(LOOK, this::look);
    }

    private Duration untilNextMinute() {
        return Duration.ofMillis(60_000 - Math.floorMod(clock.millis(), 60_000L));
    }

    private void minute() {
        presenter.again();
        presenter.in(untilNextMinute(), this::minute);
    }

    /// Each second, only while a next try is awaited or a preview's last hour runs.
    private void countDown() {
        Link link = sidebar.linkProperty().get();
        Instant next = link.nextPollAt();
        boolean awaited = link.connection() == Connection.OFFLINE && next != null && next.isAfter(now.get());
        boolean running = center.bannersProperty().get().stream().anyMatch(this::runsOut);
        if ((awaited || running) && !counting) {
            counting = true;
            presenter.in(
                    Duration.ofSeconds(1),
                    () -> gate.run(() -> {
                        counting = false;
                        now.set(clock.instant());
                        countDown();
                    }));
        }
    }

    private boolean runsOut(Banner banner) {
        if (!(banner instanceof Banner.PreviewReady(var _, var preview)) || preview.expiresAt() == null) {
            return false;
        }
        Duration left = Duration.between(now.get(), preview.expiresAt());
        if (!left.isPositive()) {
            presenter.again();
        }
        return left.isPositive() && left.compareTo(LAST_HOUR) <= 0;
    }

    /// Runs tasks on the FX thread.
    FxGate<Present> gate() {
        return gate;
    }

    /// Runs tasks beside the FX thread, after the steps accepted before.
    Presenter presenter() {
        return presenter;
    }

    Words words() {
        return words;
    }

    CenterViewModel center() {
        return center;
    }

    CenterModels centerModels() {
        return centerModels;
    }

    SidebarViewModel sidebar() {
        return sidebar;
    }

    /// Follows a link, with the list in view.
    void follow(Consumer<LinkViewModel> how) {
        settings.openProperty().set(false);
        review.close();
        how.accept(link);
    }

    AboutViewModel about() {
        return about;
    }

    ToastsViewModel toasts() {
        return announcements.toasts();
    }

    QuietViewModel quiet() {
        return announcements.quiet();
    }

    SettingsViewModel settings() {
        return settings;
    }

    PluginsViewModel plugins() {
        return plugins;
    }

    DiagnosticsViewModel diagnostics() {
        return diagnostics;
    }

    WorkViewModel work() {
        return work;
    }

    ReviewViewModel review() {
        return review;
    }

    Actions actions() {
        return actions;
    }

    SystemSurfaces surfaces() {
        return surfaces;
    }

    ServerViewModel server() {
        return server;
    }

    SignInViewModel signIn() {
        return signIn;
    }

    @Override
    public void close() {
        presenter.close();
    }
}
