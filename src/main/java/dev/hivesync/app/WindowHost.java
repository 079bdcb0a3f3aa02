package dev.hivesync.app;

import static java.util.Objects.requireNonNull;

import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.FxGate;
import dev.hivesync.desktop.TroubleWindow;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// JavaFX with the one window in it. The calls are the main thread's.
final class WindowHost implements AutoCloseable {

    /// A machine that is busy with something else needs its time, and a window that comes late is better than none.
    private static final long PATIENCE_SECONDS = 180;

    private final BooleanSupplier ending;

    /// Done once JavaFX runs, with the stage that the window will have.
    private final CompletableFuture<Stage> stage = new CompletableFuture<>();

    private @Nullable CompletableFuture<DesktopWindow> window;
    private boolean closed;

    private WindowHost(BooleanSupplier ending) {
        this.ending = ending;
    }

    /// Starts JavaFX beside the caller, which has the inbox to open meanwhile. Once per program: JavaFX starts only
    /// once.
    ///
    /// @param ending whether the JVM is ending, and JavaFX with it
    static WindowHost start(BooleanSupplier ending) {
        WindowHost host = new WindowHost(ending);
        Thread.ofPlatform().name("window").daemon().start(() -> {
            try {
                FxGate.start(() -> {
                    try {
                        DesktopWindow.prepare();
                        host.stage.complete(new Stage());
                    } catch (RuntimeException | Error e) {
                        host.stage.completeExceptionally(e);
                    }
                });
            } catch (RuntimeException | Error e) {
                host.stage.completeExceptionally(e);
            }
        });
        return host;
    }

    /// Makes the window beside the caller, not on the screen yet.
    ///
    /// @param focused told on the FX thread whenever the window comes to the front
    void make(DesktopPorts ports, InstantSource clock, Opening opening, Runnable focused) {
        window = stage.thenApplyAsync(
                onto -> {
                    Locale language = ports.preferences()
                            .now()
                            .language()
                            .of(Locale.getDefault(Category.DISPLAY), Locale.getDefault(Category.FORMAT));
                    var _ = onto.focusedProperty().subscribe(now -> {
                        if (now) {
                            focused.run();
                        }
                    });
                    return new DesktopWindow(ports, clock, ZoneId.systemDefault(), language, opening);
                },
                FxGate::later);
        // After it has been handed over: what it shows is worked out beside this.
        var _ = window.thenAcceptAsync(DesktopWindow::dress, FxGate::later);
    }

    /// The window, once it is made.
    DesktopWindow window() throws InterruptedException {
        return await(requireNonNull(window));
    }

    /// Puts the window on the screen with all the steps in it that it was given.
    ///
    /// @return done once that is drawn
    CompletionStage<Void> show() throws InterruptedException {
        DesktopWindow made = window();
        return await(made.drained().thenCombineAsync(stage, (_, onto) -> made.show(onto), FxGate::later));
    }

    /// Leaves the window in the tray, or minimised where there is none.
    void showInBackground() throws InterruptedException {
        DesktopWindow made = window();
        await(made.drained().thenAcceptBothAsync(stage, (_, onto) -> made.showInBackground(onto), FxGate::later));
    }

    private static <T extends @Nullable Object> T await(CompletionStage<T> done) throws InterruptedException {
        try {
            return done.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the window did not open", e);
        }
    }

    /// Shows why the program could not start, in the place of the window; returns once the user has read it.
    void tell(String sentence) throws InterruptedException {
        if (closed || ending.getAsBoolean()) {
            return;
        }
        if (window != null) {
            var _ = window.thenAccept(DesktopWindow::close);
        }
        try {
            CompletableFuture<TroubleWindow> shown = stage.thenApplyAsync(
                    _ -> TroubleWindow.show(sentence, Locale.getDefault(Category.DISPLAY)), FxGate::later);
            await(shown).read().toCompletableFuture().get();
        } catch (ExecutionException | IllegalStateException e) {
            LoggerFactory.getLogger(WindowHost.class).error("What went wrong could not be shown", e);
        }
    }

    void picture(Path png) throws InterruptedException {
        try {
            Path written = window().snapshot(png).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!written.equals(png)) {
                throw new IllegalStateException("the picture went elsewhere");
            }
        } catch (ExecutionException | TimeoutException _) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The picture could not be written to " + png + ". Choose a place that is writable.");
        }
    }

    @Override
    public void close() {
        if (closed || ending.getAsBoolean()) {
            return;
        }
        closed = true;
        if (window != null) {
            var _ = window.thenAccept(DesktopWindow::close);
        }
        // JavaFX that is only starting does not hear of an end.
        var _ = stage.handle((_, _) -> true)
                .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        Platform.exit();
    }
}
