package dev.hivesync.bench;

import static dev.hivesync.bench.BenchWindow.fx;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow;
import dev.hivesync.inbox.Inbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxToolkit;

/// The real window beside an inbox, and when a toast in it has been painted: the first pulse after the one that laid it
/// out, before which it was handed to the renderer. Its search holds a word that no row has: what is in view is not
/// announced.
final class ToastWatch implements AutoCloseable {

    private final DesktopWindow window;

    /// The FX thread's.
    private @Nullable CompletableFuture<Instant> expected;

    private volatile CompletableFuture<Instant> asked = new CompletableFuture<>();

    ToastWatch(Inbox inbox) throws Exception {
        var _ = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = new DesktopPorts(
                inbox::accept,
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                Preferences.inMemory(Settings.DEFAULT));
        window = fx(() -> {
            DesktopWindow made = new DesktopWindow(
                    ports, Clock.systemUTC(), ZoneOffset.UTC, Locale.ENGLISH, DesktopWindow.Opening.QUIET);
            made.show(new Stage());
            made.scene().addPostLayoutPulseListener(this::laidOut);
            ((TextField) made.scene().lookup(".search")).setText("qzqzqz");
            return made;
        });
        BenchWindow.until(() ->
                ((ListView<?>) window.scene().lookup(".threads")).getItems().isEmpty());
        inbox.observe(window::accept);
    }

    private boolean shown() {
        return window.scene().lookup(".toast") != null;
    }

    private void laidOut() {
        CompletableFuture<Instant> waiting = expected;
        if (waiting == null || !shown()) {
            return;
        }
        expected = null;
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                waiting.complete(Instant.now());
            }
        }.start();
    }

    /// The next toast is the one that is asked for.
    void expect() throws Exception {
        CompletableFuture<Instant> next = new CompletableFuture<>();
        asked = next;
        fx(() -> {
            expected = next;
            return null;
        });
    }

    CompletableFuture<Instant> painted() {
        return asked;
    }

    /// Waits until no toast is up.
    void gone() {
        BenchWindow.until(() -> !shown());
    }

    @Override
    public void close() {
        window.close();
    }
}
