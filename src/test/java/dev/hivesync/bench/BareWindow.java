package dev.hivesync.bench;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The least that JavaFX can show: a window of HiveSync's size with one word in it. Says on its output when that was
/// drawn, as HiveSync's log does.
final class BareWindow {

    private static final int PULSES = 2;

    private BareWindow() {}

    public static void main(String[] args) {
        Platform.startup(() -> {
            Scene scene = new Scene(new StackPane(new Label("Hello")), 1120, 760);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            scene.addPostLayoutPulseListener(new Runnable() {
                private int count;

                @Override
                public void run() {
                    if (++count == PULSES) {
                        scene.removePostLayoutPulseListener(this);
                        Platform.runLater(
                                () -> Platform.runLater(() -> System.out.println(System.currentTimeMillis())));
                    } else {
                        Platform.requestNextPulse();
                    }
                }
            });
            Platform.requestNextPulse();
        });
    }
}
