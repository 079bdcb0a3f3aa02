package dev.hivesync.desktop.look;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/// A button that says why it cannot be pressed: a disabled control shows no tip of its own.
public final class Gated extends StackPane {

    private final Button button;
    private final Tooltip reason = new Tooltip();

    public Gated(Button button) {
        this.button = button;
        getChildren().add(button);
        setMinWidth(USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    /// @param why one sentence; empty where the button can be pressed
    public void block(Optional<String> why) {
        button.setDisable(why.isPresent());
        button.setAccessibleHelp(why.orElse(""));
        Tooltip.uninstall(this, reason);
        why.ifPresent(sentence -> {
            reason.setText(sentence);
            Tooltip.install(this, reason);
        });
    }

    public Button button() {
        return button;
    }
}
