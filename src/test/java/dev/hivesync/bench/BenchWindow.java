package dev.hivesync.bench;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.testfx.api.FxToolkit;

/// The real window on a stage, with a heartbeat.
final class BenchWindow {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final DesktopWindow window;
    final Heartbeat heartbeat = new Heartbeat();

    BenchWindow() throws Exception {
        var _ = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                Preferences.inMemory(Settings.DEFAULT));
        window = fx(() -> {
            DesktopWindow made = new DesktopWindow(
                    ports,
                    InstantSource.fixed(ManyThreads.NOW),
                    ZoneOffset.UTC,
                    Locale.ENGLISH,
                    DesktopWindow.Opening.QUIET);
            made.show(new Stage());
            heartbeat.start();
            return made;
        });
    }

    ListView<?> list() {
        return (ListView<?>) window.scene().lookup(".threads");
    }

    TextField search() {
        return (TextField) window.scene().lookup(".search");
    }

    VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list().lookup(".virtual-flow");
    }

    void holds(int rows) {
        until(() -> list().getItems().size() == rows);
    }

    /// Waits for something to be so on the FX thread.
    static void until(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> fx(condition::getAsBoolean));
    }

    static <T> T fx(Callable<T> task) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(task.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void close() throws Exception {
        fx(() -> {
            heartbeat.stop();
            return null;
        });
        window.close();
    }
}
