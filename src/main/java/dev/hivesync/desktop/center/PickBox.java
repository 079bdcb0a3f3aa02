package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Icons;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The mark of a picked row, and the place to pick it with the pointer. The keys are x and Space.
final class PickBox extends StackPane {

    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");

    PickBox(Runnable toggle) {
        StackPane box = new StackPane(Icons.of(Feather.CHECK));
        box.getStyleClass().add("pick-mark");
        getStyleClass().add("pick-box");
        setAccessibleRole(AccessibleRole.CHECK_BOX);
        getChildren().add(box);
        setOnMousePressed(event -> {
            event.consume();
            toggle.run();
        });
        setOnMouseClicked(javafx.event.Event::consume);
    }

    void show(boolean picked) {
        pseudoClassStateChanged(PICKED, picked);
    }
}
