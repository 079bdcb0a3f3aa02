package dev.hivesync.desktop;

import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.about.AboutViewModel;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Present;
import dev.hivesync.desktop.board.Presenter;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.CenterModels;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.Deeds;
import dev.hivesync.desktop.look.Clipboards;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.plugins.PluginsViewModel;
import dev.hivesync.desktop.review.ReviewViewModel;
import dev.hivesync.desktop.settings.DiagnosticsViewModel;
import dev.hivesync.desktop.settings.ServerViewModel;
import dev.hivesync.desktop.settings.SettingsViewModel;
import dev.hivesync.desktop.settings.SignInViewModel;
import dev.hivesync.desktop.sidebar.QuietViewModel;
import dev.hivesync.desktop.sidebar.SidebarViewModel;
import dev.hivesync.desktop.toast.AlertWriter;
import dev.hivesync.desktop.toast.ToastWords;
import dev.hivesync.desktop.toast.ToastsViewModel;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.desktop.work.WorkViewModel;
import dev.hivesync.inbox.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The view models of one window, the thread that feeds them and the gate between. Knows no scene.
final class WindowModel implements AutoCloseable {

    /// How often it is looked what is in view.
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final FxGate<Present> gate = new FxGate<>(Present::then, this::apply);
    private final Presenter presenter;
    private final WindowClock time;
    private final Words words;
    private final CenterViewModel center;
    private final CenterModels centerModels;
    private final SidebarViewModel sidebar;
    private final Announcements announcements;
    private final OwnModels own;
    private final SignInViewModel signIn;
    private final WorkViewModel work;
    private final ReviewViewModel review;
    private final Actions actions;
    private final SystemSurfaces surfaces;
    private final LinkedWindow linked;
    private final LinkViewModel link;
    private final ToastLeads leads;

    /// @param raise brings the window to the front
    WindowModel(DesktopPorts ports, InstantSource clock, ZoneId zone, Texts texts, Opening opening, Runnable raise) {
        Moments moments = new Moments(texts, zone);
        Wording wording = new Wording(texts, moments);
        presenter = new Presenter(new Boards(wording, moments, ports.preferences()::now), clock, gate::offer);
        time = new WindowClock(
                clock,
                presenter,
                gate::run,
                () -> sidebar().linkProperty().get(),
                () -> center().bannersProperty().get());
        words = new Words(texts, wording, moments, time.nowProperty());
        center = new CenterViewModel(ports.intents(), presenter::show);
        Deeds deeds = new Deeds(ports.intents(), ports.preferences(), clock, zone, this::in);
        centerModels = CenterModels.of(center, deeds, ports.intents(), ports.preferences());
        sidebar = new SidebarViewModel(center.narrowing().scopeProperty(), ports.signOut());
        Notices notices = new Notices(center::say);
        own = OwnModels.of(ports, texts, clock, gate::run, this::in, notices);
        linked = new LinkedWindow(center, ports.refresh());
        link = new LinkViewModel(linked, this::in, banner -> notices.say(Notices.Subject.LINK, banner));
        work = new WorkViewModel(ports.errands().jobs(), gate::run, clock);
        review = new ReviewViewModel(
                ports.errands(),
                gate::run,
                task -> Thread.ofVirtual().name("compare").start(task),
                center::markRead,
                Clipboards::put);
        actions = new Actions(work, review::open, center::reveal, Clipboards::put);
        leads = new ToastLeads(center, own.settings(), actions);
        announcements = new Announcements(ports, clock, zone, opening, this::in, FxGate::later, leads);
        ports.preferences().observe(() -> gate.run(this::settingsChanged));
        signIn = new SignInViewModel(ports.signIn(), gate::run, texts::text);
        surfaces = new SystemSurfaces(
                ports,
                gate::run,
                texts,
                announcements,
                new AlertWriter(
                        new ToastWords(texts, wording, notification -> center.projectName(notification.projectId())),
                        true),
                raise);
        time.start();
    }

    void accept(Step step) {
        presenter.accept(step);
    }

    private void apply(Present present) {
        leads.apply(present.board());
        linked.apply(present.board());
        time.at(present.board().now());
        work.apply(present.board());
        sidebar.apply(present.board());
        own.plugins().update();
        centerModels.apply(present.board());
        announcements.apply(present, () -> center.explain(announcements::verdict));
        own.settings().projects(present.board().projects());
        review.apply(present.board(), present.changes());
        surfaces.unread(present.board().tally().unread());
        time.countDown();
        link.update();
    }

    private void settingsChanged() {
        announcements.settingsChanged();
        own.settings().update();
        surfaces.badge();
        presenter.again();
    }

    /// Whether the window is in front.
    void focused(boolean now) {
        announcements.focused(now);
        toasts().pause(ToastsViewModel.Pause.WINDOW_INACTIVE, !now);
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
        own.settings().openProperty().set(false);
        review.close();
        how.accept(link);
    }

    AboutViewModel about() {
        return own.about();
    }

    ToastsViewModel toasts() {
        return announcements.toasts();
    }

    QuietViewModel quiet() {
        return announcements.quiet();
    }

    SettingsViewModel settings() {
        return own.settings();
    }

    PluginsViewModel plugins() {
        return own.plugins();
    }

    DiagnosticsViewModel diagnostics() {
        return own.diagnostics();
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
        return own.server();
    }

    SignInViewModel signIn() {
        return signIn;
    }

    @Override
    public void close() {
        presenter.close();
    }
}
