package dev.hivesync.app;

import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.FxGate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Starts JavaFX with the one window in it.
final class WindowHost implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final DesktopWindow window;

    private final BooleanSupplier ending;

    private WindowHost(DesktopWindow window, BooleanSupplier ending) {
        this.window = window;
        this.ending = ending;
    }

    /// Once per program: JavaFX starts only once.
    ///
    /// @param background begins in the tray, or minimised where there is none
    /// @param focused told on the FX thread whenever the window comes to the front
    /// @param ending whether the JVM is ending, and JavaFX with it
    static WindowHost open(
            DesktopPorts ports,
            InstantSource clock,
            Opening opening,
            boolean background,
            Runnable focused,
            BooleanSupplier ending)
            throws InterruptedException {
        CompletableFuture<DesktopWindow> opened = new CompletableFuture<>();
        try {
            FxGate.start(() -> {
                try {
                    DesktopWindow window =
                            new DesktopWindow(ports, clock, ZoneId.systemDefault(), language(ports), opening);
                    Stage stage = new Stage();
                    var _ = stage.focusedProperty().subscribe(now -> {
                        if (now) {
                            focused.run();
                        }
                    });
                    if (background) {
                        window.showInBackground(stage);
                    } else {
                        window.show(stage);
                    }
                    opened.complete(window);
                } catch (RuntimeException e) {
                    opened.completeExceptionally(e);
                }
            });
            return new WindowHost(opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS), ending);
        } catch (ExecutionException | TimeoutException | UnsupportedOperationException e) {
            throw new IllegalStateException("the window did not open", e);
        }
    }

    private static Locale language(DesktopPorts ports) {
        return ports.preferences().now().language().of(Locale.getDefault());
    }

    DesktopWindow window() {
        return window;
    }

    void picture(Path png) throws InterruptedException {
        try {
            Path written = window.snapshot(png).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
        if (ending.getAsBoolean()) {
            return;
        }
        window.close();
        Platform.exit();
    }
}
