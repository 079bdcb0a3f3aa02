package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys, over the window until the next click, key or Esc. Inside the window: a popup of its own has white
/// corners where nothing blends windows.
public final class KeysOverlay extends StackPane {

    private final Words words;
    private final VBox card = new VBox();

    public KeysOverlay(Words words) {
        this.words = words;
        card.getStyleClass().add("keys-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getStyleClass().add("keys-overlay");
        getChildren().add(card);
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(words.text("keys.title"));
        setOnMousePressed(_ -> hide());
        hide();
    }

    public void show() {
        show(
                "keys.title",
                Stream.concat(KeyList.FIRST.stream(), KeyList.REST.stream()).toList(),
                KeyList.MANY);
    }

    /// Those of the Review panel.
    public void showReview() {
        show("review.keys", KeyList.REVIEW);
    }

    @SafeVarargs
    private void show(String title, List<KeyList.Key>... columns) {
        HBox lists = new HBox();
        lists.getStyleClass().add("keys-columns");
        for (List<KeyList.Key> keys : columns) {
            lists.getChildren().add(new KeyList(keys, words));
        }
        card.getChildren().setAll(Nodes.heading(words.text(title), "blank-title"), lists);
        Nodes.show(this, true);
    }

    /// Whether there was something to hide.
    public boolean hide() {
        boolean shown = isVisible();
        Nodes.show(this, false);
        return shown;
    }
}
