package dev.hivesync.desktop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.application.Platform;
import javafx.scene.Scene;

/// Waits for a scene to be drawn as it is now. JavaFX draws a frame beside the FX thread. The next pulse waits for that
/// after its layout, and what takes the drawn frame to the screen is in the FX thread's queue by then: so it is there
/// when a task that was queued after the second pulse runs.
final class FirstFrame {

    private static final int LAYOUTS = 2;

    private final Scene scene;
    private final Runnable listener = this::laidOut;
    private final CompletableFuture<Void> drawn = new CompletableFuture<>();
    private int count;

    private FirstFrame(Scene scene) {
        this.scene = scene;
    }

    /// On the FX thread. Never done while the scene's window is off the screen.
    static CompletionStage<Void> of(Scene scene) {
        FirstFrame frame = new FirstFrame(scene);
        scene.addPostLayoutPulseListener(frame.listener);
        Platform.requestNextPulse();
        return frame.drawn;
    }

    private void laidOut() {
        if (++count == LAYOUTS) {
            scene.removePostLayoutPulseListener(listener);
            FxGate.later(() -> FxGate.later(() -> drawn.complete(null)));
        } else {
            Platform.requestNextPulse();
        }
    }
}
