package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// How many lines come and go.
final class Counts extends HBox {

    Counts(int added, int removed, Words words) {
        getStyleClass().add("diff-counts");
        Label plus = Nodes.label(words.text("review.count.added", added), "diff-count-added");
        Label minus = Nodes.label(words.text("review.count.removed", removed), "diff-count-removed");
        plus.setMinWidth(USE_PREF_SIZE);
        minus.setMinWidth(USE_PREF_SIZE);
        Nodes.show(plus, added > 0);
        Nodes.show(minus, removed > 0);
        getChildren().addAll(plus, minus);
        setMinWidth(USE_PREF_SIZE);
    }
}
