package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The detail's place while nothing is selected: what to do next, and the keys for it.
final class KeysHint extends StackPane {

    KeysHint(Words words) {
        VBox.setVgrow(this, Priority.ALWAYS);
        VBox card = new VBox(
                Nodes.heading(words.text("detail.none.title"), "blank-title"),
                Nodes.wrapped(words.text("detail.none.text"), "blank-text"),
                new KeyList(KeyList.FIRST, words));
        card.getStyleClass().add("blank-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
    }
}
