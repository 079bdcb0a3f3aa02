package dev.hivesync.desktop;

import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Present;
import dev.hivesync.desktop.board.Presenter;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.center.CenterView;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.Phase;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Snapshot;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Theme;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.settings.SignInView;
import dev.hivesync.desktop.settings.SignInViewModel;
import dev.hivesync.desktop.sidebar.SidebarView;
import dev.hivesync.desktop.sidebar.SidebarViewModel;
import dev.hivesync.desktop.toast.ToastsView;
import dev.hivesync.desktop.toast.ToastsViewModel;
import dev.hivesync.desktop.toast.ToastsViewModel.Pause;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// HiveSync's window. Made and shown on the FX thread; [#accept], [#snapshot] and [#close] come from any.
public final class DesktopWindow implements AutoCloseable {

    /// What the window makes of the state it opens with.
    public enum Opening {
        /// What is known is not announced again.
        QUIET,
        /// Stands in for a window that has been open all along: shows the toasts that would be up.
        OBSERVER
    }

    private static final double WIDTH = 1120;
    private static final double HEIGHT = 760;
    private static final double MIN_WIDTH = 720;
    private static final double MIN_HEIGHT = 480;

    /// Below this width, detail and list share one place.
    private static final double NARROW = 960;

    private static final PseudoClass NARROW_STYLE = PseudoClass.getPseudoClass("narrow");

    private final DesktopPorts ports;
    private final InstantSource clock;
    private final Opening opening;
    private final Presenter presenter;
    private final FxGate<Present> gate;
    private final ReadOnlyObjectWrapper<Instant> now;
    private final Words words;
    private final CenterViewModel center;
    private final SidebarViewModel sidebar;
    private final ToastsViewModel toasts;
    private final ToastsView toastsView;
    private final Scene scene;
    private @Nullable Stage stage; // the FX thread's
    private @Nullable Present latest; // the FX thread's

    public DesktopWindow(DesktopPorts ports, InstantSource clock, ZoneId zone, Locale locale, Opening opening) {
        this(ports, clock, zone, locale, opening, WIDTH, HEIGHT);
    }

    DesktopWindow(
            DesktopPorts ports,
            InstantSource clock,
            ZoneId zone,
            Locale locale,
            Opening opening,
            double width,
            double height) {
        this.ports = ports;
        this.clock = clock;
        this.opening = opening;
        Theme.loadFonts();
        Texts texts = new Texts(locale);
        Moments moments = new Moments(texts, zone);
        Wording wording = new Wording(texts, moments);
        now = new ReadOnlyObjectWrapper<>(clock.instant());
        words = new Words(texts, wording, moments, now.getReadOnlyProperty());
        gate = new FxGate<>(Present::then, this::apply);
        presenter = new Presenter(new Boards(wording, moments), clock, gate::offer);
        center = new CenterViewModel(ports.intents(), presenter::show);
        sidebar = new SidebarViewModel(center.scopeProperty());
        toasts = new ToastsViewModel(
                clock, (delay, task) -> presenter.in(delay, () -> gate.run(task)), ports.intents(), this::open);
        toastsView = new ToastsView(
                toasts,
                words,
                notification -> projectName(notification.projectId()),
                () -> center.scopeProperty().set(new Scope.Unread()));
        scene = layOut(width, height);
        presenter.in(untilNextMinute(), this::minute);
    }

    private Scene layOut(double width, double height) {
        CenterView view = new CenterView(center, words, ports.refresh());
        SignInView signIn = new SignInView(
                new SignInViewModel(
                        (email, password) -> ports.signIn().signIn(email, password),
                        gate::run,
                        words.text("signin.unexpected")),
                words);
        StackPane workspace = new StackPane(view, signIn);
        workspace.getStyleClass().add("workspace");
        workspace.setMinWidth(0);
        HBox.setHgrow(workspace, Priority.ALWAYS);
        HBox columns = new HBox(new SidebarView(sidebar, words), workspace);
        StackPane root = new StackPane(columns, toastsView);
        StackPane.setAlignment(toastsView, Pos.BOTTOM_RIGHT);
        root.getStyleClass().add("window");
        center.phaseProperty().subscribe(phase -> {
            Nodes.show(view, phase != Phase.SIGNED_OUT);
            Nodes.show(signIn, phase == Phase.SIGNED_OUT);
            if (phase == Phase.SIGNED_OUT) {
                signIn.focusFirst();
            }
        });
        Scene made = new Scene(root, width, height);
        Theme.dress(made);
        made.widthProperty().subscribe(wide -> {
            boolean narrow = wide.doubleValue() < NARROW;
            root.pseudoClassStateChanged(NARROW_STYLE, narrow);
            view.setNarrow(narrow);
        });
        var _ = new Keys(made, center, view, ports.refresh());
        return made;
    }

    /// Takes an inbox step; the first is the present. From any thread, never blocks.
    public void accept(Step step) {
        presenter.accept(step);
    }

    private void apply(Present present) {
        latest = present;
        now.set(present.board().now());
        sidebar.apply(present.board());
        center.apply(present.board());
        if (present.first() && opening == Opening.OBSERVER) {
            toastsView.rest();
            toasts.observe(present.board().state().entries().values());
            toastsView.move();
        } else {
            toasts.apply(present.changes());
        }
        countDown();
    }

    private String projectName(@Nullable String projectId) {
        return latest == null || projectId == null
                ? ""
                : latest.board().projects().stream()
                        .filter(project -> project.projectId().equals(projectId))
                        .findFirst()
                        .map(dev.hivesync.wire.Api.Project::name)
                        .orElse("");
    }

    private void open(String key) {
        if (latest != null && latest.board().threads().get(key) != null) {
            center.reveal(latest.board().threads().get(key));
        }
    }

    private Duration untilNextMinute() {
        return Duration.ofMillis(60_000 - Math.floorMod(clock.millis(), 60_000L));
    }

    private void minute() {
        presenter.again();
        presenter.in(untilNextMinute(), this::minute);
    }

    private boolean counting; // the FX thread's: a tick of the countdown is due

    /// Each second, only while a countdown is on the screen.
    private void countDown() {
        var link = sidebar.linkProperty().get();
        Instant next = link.nextPollAt();
        boolean needed = link.connection() == Connection.OFFLINE
                && next != null
                && next.isAfter(now.get())
                && stage != null
                && stage.isShowing();
        if (needed && !counting) {
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

    public Scene scene() {
        return scene;
    }

    /// Puts the window on the screen. Closing it calls [DesktopPorts#quit].
    public void show(Stage onto) {
        stage = onto;
        onto.setTitle(words.text("window.title"));
        onto.getIcons().setAll(Theme.windowIcons());
        onto.setMinWidth(MIN_WIDTH);
        onto.setMinHeight(MIN_HEIGHT);
        onto.setScene(scene);
        onto.setOnCloseRequest(event -> {
            event.consume();
            ports.quit().run();
        });
        onto.focusedProperty().subscribe(focused -> toasts.pause(Pause.WINDOW_INACTIVE, !focused));
        onto.show();
    }

    /// Brings the window to the front. From any thread.
    public void present() {
        gate.run(() -> {
            if (stage != null) {
                stage.setIconified(false);
                stage.show();
                stage.toFront();
                stage.requestFocus();
            }
        });
    }

    /// Writes a picture of the window as it is after every step accepted so far.
    ///
    /// @return fails with [IOException] where the file cannot be written
    public CompletionStage<Path> snapshot(Path png) {
        CompletableFuture<Path> written = new CompletableFuture<>();
        presenter.in(
                Duration.ZERO,
                () -> gate.run(() -> {
                    Image picture = scene.snapshot(null);
                    presenter.in(Duration.ZERO, () -> write(picture, png, written));
                }));
        return written;
    }

    private static void write(Image picture, Path png, CompletableFuture<Path> written) {
        try {
            Snapshot.write(picture, png);
            written.complete(png);
        } catch (IOException e) {
            written.completeExceptionally(e);
        }
    }

    /// Stops the window's own thread and takes the window off the screen.
    @Override
    public void close() {
        presenter.close();
        gate.run(() -> {
            if (stage != null) {
                stage.hide();
            }
        });
    }
}
