package dev.hivesync.desktop;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Snapshot;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Theme;
import dev.hivesync.inbox.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// HiveSync's window. Made and shown on the FX thread; [#accept], [#present], [#snapshot] and [#close] come from any.
public final class DesktopWindow implements AutoCloseable {

    /// What the window makes of the state it opens with.
    public enum Opening {
        /// What is known is not announced again.
        QUIET,
        /// Likewise, for a picture: nobody looks at it, so that nothing counts as in view.
        PICTURE,
        /// Stands in for a window that has been open all along: shows the toasts that would be up.
        OBSERVER
    }

    private static final double WIDTH = 1120;
    private static final double HEIGHT = 760;
    private static final double MIN_WIDTH = 720;
    private static final double MIN_HEIGHT = 480;

    /// Trays come up a while after their user has signed in.
    private static final Duration TRAY_PATIENCE = Duration.ofSeconds(15);

    private final DesktopPorts ports;
    private final WindowModel model;
    private final WindowView view;
    private final Scene scene;
    private final Theme theme;
    private static final KeyCombination QUIT = new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN);

    private @Nullable Stage stage; // the FX thread's
    private boolean inTray; // the FX thread's: closed, and to be found in the tray

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
        this(ports, clock, zone, new Texts(locale), opening, width, height);
    }

    DesktopWindow(
            DesktopPorts ports,
            InstantSource clock,
            ZoneId zone,
            Texts texts,
            Opening opening,
            double width,
            double height) {
        this.ports = ports;
        Theme.loadFonts();
        model = new WindowModel(ports, clock, zone, texts, opening, this::toFront);
        view = new WindowView(model, ports.refresh());
        scene = new Scene(view, width, height);
        theme = new Theme(scene);
        theme.show(ports.preferences().now().appearance());
        model.settings().settingsProperty().subscribe(settings -> {
            theme.show(settings.appearance());
            theme.still(settings.lessMotion());
        });
        scene.getAccelerators().put(QUIT, ports.quit());
        var _ = new Keys(scene, model, view, ports.refresh());
        if (opening == Opening.QUIET) {
            model.watch(this::inView);
        }
    }

    /// Does what can be done before it is known what the window shows. On the FX thread.
    public static void prepare() {
        Theme.loadFonts();
    }

    /// Works out how everything looks, which the first frame would else wait for. On the FX thread.
    public void dress() {
        view.applyCss();
        view.layout();
    }

    /// Takes an inbox step; the first is the present. From any thread, never blocks.
    public void accept(Step step) {
        model.accept(step);
    }

    public Scene scene() {
        return scene;
    }

    private Collection<ThreadRow> inView() {
        return stage != null && stage.isFocused() && !stage.isIconified()
                ? view.center().inView()
                : List.of();
    }

    /// Leaves the window off the screen, in the tray; where none has come up after a while, minimised.
    public void showInBackground(Stage onto) {
        showInBackground(onto, TRAY_PATIENCE);
    }

    /// @param patience how long a tray has to come up
    void showInBackground(Stage onto, Duration patience) {
        prepare(onto);
        drawIcon(onto);
        inTray = true;
        model.presenter()
                .in(
                        patience,
                        () -> model.gate().run(() -> {
                            if (inTray && !model.surfaces().trayProperty().get()) {
                                inTray = false;
                                onto.setIconified(true);
                                onto.show();
                            }
                        }));
    }

    /// Puts the window on the screen. Closing it calls [DesktopPorts#quit], or leaves it in the tray.
    ///
    /// @return done once the window as it is now has been drawn
    public CompletionStage<Void> show(Stage onto) {
        prepare(onto);
        onto.show();
        view.center().focusList();
        CompletionStage<Void> drawn = FirstFrame.of(scene);
        // Its drawing would take a tenth of the time until the first frame.
        return drawn.thenRun(() -> drawIcon(onto));
    }

    private void drawIcon(Stage onto) {
        WindowBadge.draw(
                onto,
                model.surfaces().unreadProperty(),
                task -> model.presenter().in(Duration.ZERO, task),
                model.gate()::run);
    }

    private void prepare(Stage onto) {
        stage = onto;
        WindowBadge.name(onto, model.surfaces().unreadProperty(), model.words());
        onto.setMinWidth(MIN_WIDTH);
        onto.setMinHeight(MIN_HEIGHT);
        PlaceKeeper.keep(onto, ports.preferences());
        onto.setScene(scene);
        onto.setOnCloseRequest(event -> {
            event.consume();
            if (model.surfaces().staysInTray()) {
                onto.hide();
                inTray = true;
            } else {
                ports.quit().run();
            }
        });
        onto.focusedProperty().subscribe(model::focused);
        model.surfaces().trayProperty().subscribe(tray -> {
            if (inTray && !tray) {
                toFront();
            }
        });
    }

    /// Names who has signed in and can sign out; empty where nobody has to. From any thread.
    public void account(Optional<String> email) {
        model.gate().run(() -> {
            model.sidebar().signedIn(email);
            if (email.isPresent()) {
                model.server().signedIn();
            }
        });
    }

    /// Brings the window to the front. From any thread.
    public void present() {
        model.gate().run(this::toFront);
    }

    /// Brings the window to the front with this notification open, once it is here. From any thread.
    public void open(String notificationId) {
        model.gate().run(() -> {
            toFront();
            model.follow(link -> link.open(notificationId));
        });
    }

    /// A link was opened that names no notification. From any thread.
    public void refuseLink() {
        model.gate().run(() -> {
            toFront();
            model.follow(LinkViewModel::refuse);
        });
    }

    private void toFront() {
        if (stage != null) {
            inTray = false;
            stage.setIconified(false);
            stage.show();
            stage.toFront();
            stage.requestFocus();
        }
    }

    /// Writes a picture of the window as it is after every step accepted so far.
    ///
    /// @return fails with an [UncheckedIOException] where the file cannot be written
    /// @throws java.util.concurrent.RejectedExecutionException after [#close]
    public CompletionStage<Path> snapshot(Path png) {
        return drained()
                .thenApplyAsync(_ -> picture(), model.gate()::run)
                .thenApplyAsync(picture -> written(picture, png), model.presenter()::run);
    }

    /// Done once the window has taken every step accepted so far.
    public CompletionStage<Void> drained() {
        return CompletableFuture.runAsync(() -> {}, model.presenter()::run).thenRunAsync(() -> {}, model.gate()::run);
    }

    private Image picture() {
        view.toasts().settle();
        return scene.snapshot(null);
    }

    private static Path written(Image picture, Path png) {
        try {
            Snapshot.write(picture, png);
            return png;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops the window's own thread and takes the window off the screen.
    @Override
    public void close() {
        model.close();
        model.gate().run(() -> {
            theme.close();
            if (stage != null) {
                stage.hide();
            }
        });
    }
}
