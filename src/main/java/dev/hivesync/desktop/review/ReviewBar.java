package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Where the reader is among the changes, and the way to the next.
final class ReviewBar extends HBox {

    private static final PseudoClass BARE = PseudoClass.getPseudoClass("bare");
    private static final double NARROW = 600;
    private static final Duration REMARK = Duration.seconds(4);

    private final ReviewViewModel model;
    private final Words words;
    private final Button previous;
    private final Button next;
    private final Button copy;
    private final Label place = Nodes.label("", "review-place");
    private final Label files = Nodes.label("", "review-files");
    private final HBox counts = new HBox();
    private final Label remark = Nodes.label("", "review-remark");
    private final PauseTransition fading = new PauseTransition(REMARK);
    private boolean some; // whether there is a file at all

    ReviewBar(ReviewViewModel model, Words words) {
        this.model = model;
        this.words = words;
        previous = Nodes.iconButton(Feather.CHEVRON_UP, words.text("review.previous"), model.reading()::previous);
        next = Nodes.iconButton(Feather.CHEVRON_DOWN, words.text("review.next"), model.reading()::next);
        copy = Nodes.button(words.text("review.copy.change"), model::copyChange, "small", "quiet");
        copy.setGraphic(Icons.of(Feather.COPY));
        place.setMinWidth(USE_PREF_SIZE);
        files.setMinWidth(USE_PREF_SIZE);
        counts.setMinWidth(USE_PREF_SIZE);
        remark.setMinWidth(0);
        getStyleClass().add("review-bar");
        getChildren().addAll(previous, next, place, files, counts, Nodes.spacer(), remark, copy);
        widthProperty().subscribe(_ -> arrange());
        fading.setOnFinished(_ -> remark.setText(""));
        model.reading().hunkProperty().subscribe(_ -> place());
        model.remarkProperty().subscribe(this::remark);
    }

    void show(Suggestion suggestion) {
        files.setText(words.text("review.files", suggestion.files().size()));
        counts.getChildren().setAll(new Counts(suggestion.added(), suggestion.removed(), words));
        boolean changes = model.reading().hunks() > 0;
        boolean some = !suggestion.files().isEmpty();
        Nodes.show(previous, changes);
        Nodes.show(next, changes);
        pseudoClassStateChanged(BARE, !changes);
        Nodes.show(copy, some);
        this.some = some;
        arrange();
        place();
    }

    /// In a narrow window the files say themselves how much of them changes.
    private void arrange() {
        boolean room = some && getWidth() >= NARROW;
        Nodes.show(counts, room);
        Nodes.show(files, room);
    }

    private void place() {
        int all = model.reading().hunks();
        int here = model.reading().hunkProperty().get();
        place.setText(here < 0 ? words.text("review.changes", all) : words.text("review.place", here + 1, all));
        copy.setText(words.text(here < 0 ? "review.copy.file" : "review.copy.change"));
    }

    private void remark(Optional<Remark> said) {
        remark.setText(said.map(one -> words.text(one.key(), one.arguments().toArray()))
                .orElse(""));
        if (said.isPresent()) {
            remark.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
            fading.playFromStart();
        }
    }
}
