package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The detail's place while nothing is selected: what to do next, and the keys for it.
final class KeysHint extends StackPane {

    private record Key(List<String> caps, String text) {}

    private static final List<Key> KEYS = List.of(
            new Key(List.of("J", "K"), "detail.key.move"),
            new Key(List.of("Enter"), "detail.key.open"),
            new Key(List.of("E", "U"), "detail.key.read"),
            new Key(List.of("/"), "detail.key.search"),
            new Key(List.of("R"), "detail.key.refresh"));

    KeysHint(Words words) {
        VBox.setVgrow(this, Priority.ALWAYS);
        VBox keys = new VBox();
        keys.getStyleClass().add("keys");
        for (Key key : KEYS) {
            HBox caps = new HBox();
            caps.getStyleClass().add("key-caps");
            key.caps().forEach(cap -> caps.getChildren().add(Nodes.label(cap, "key-cap")));
            HBox line = new HBox(caps, Nodes.label(words.text(key.text()), "key-text"));
            line.getStyleClass().add("key-line");
            keys.getChildren().add(line);
        }
        VBox card = new VBox(
                Nodes.heading(words.text("detail.none.title"), "blank-title"),
                Nodes.label(words.text("detail.none.text"), "blank-text"),
                keys);
        card.getStyleClass().add("blank-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
    }
}
