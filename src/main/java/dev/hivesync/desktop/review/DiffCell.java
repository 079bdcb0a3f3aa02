package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A row of the suggestion.
final class DiffCell extends ListCell<DiffRow> {

    private final ReviewViewModel model;
    private final Words words;
    private final CodeRow code;

    /// @param stacked whether the two sides stand one below the other
    DiffCell(ReviewViewModel model, Words words, Metrics metrics, ReadOnlyBooleanProperty stacked) {
        this.model = model;
        this.words = words;
        this.code = new CodeRow(metrics, stacked);
        getStyleClass().add("diff-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPrefWidth(1);
        setOnMouseClicked(_ -> {
            if (getItem() instanceof DiffRow.Fold fold) {
                model.reading().unfold(fold);
            }
        });
    }

    /// As high as its content is at this width: texts wrap.
    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null ? 0 : getGraphic().prefHeight(width);
    }

    @Override
    protected void updateItem(DiffRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        setAccessibleText(spoken(row));
        setGraphic(
                switch (row) {
                    case DiffRow.Intro(var suggestion) -> intro(suggestion);
                    case DiffRow.Head(var index, var file) -> head(index, file);
                    case DiffRow.Said(var notice, var file) -> said(notice, file);
                    case DiffRow.Fold fold -> fold(fold);
                    case DiffRow.Code line -> code.showing(line);
                });
    }

    private static Node intro(Suggestion suggestion) {
        VBox box = new VBox();
        box.getStyleClass().add("review-intro");
        if (!suggestion.summary().isEmpty()) {
            box.getChildren().add(wrapped(suggestion.summary(), "review-summary"));
        }
        if (!suggestion.explanation().isEmpty()) {
            box.getChildren().add(wrapped(suggestion.explanation(), "review-explanation"));
        }
        return box;
    }

    private static Label wrapped(String text, String styleClass) {
        Label label = Nodes.label(text, styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node head(int index, FileDiff file) {
        Label name = Nodes.label(name(file), "diff-file");
        HBox line = new HBox(Icons.of(Feather.FILE_TEXT), name);
        if (file.kind() != FileDiff.Kind.CHANGED) {
            Label kind = Nodes.label(words.text(key("review.kind.", file.kind())), "tag");
            kind.setMinWidth(USE_PREF_SIZE);
            line.getChildren().add(kind);
        }
        line.getChildren().addAll(Nodes.spacer(), new Counts(file.added(), file.removed(), words));
        Button copy = Nodes.button(words.text("review.copy.file"), () -> model.copyFile(index), "small", "quiet");
        copy.setGraphic(Icons.of(Feather.COPY));
        copy.setAccessibleText(words.text("review.copy.file.of", name(file)));
        // Its place stays, so that the numbers of all files stand below each other.
        copy.setVisible(!file.after().isEmpty());
        line.getChildren().add(copy);
        line.getStyleClass().add("diff-head");
        return line;
    }

    private String name(FileDiff file) {
        return file.name().isEmpty() ? words.text("review.file.unnamed") : file.name();
    }

    private Node said(FileDiff.Notice notice, FileDiff file) {
        Label text = wrapped(sentence(notice, file), "diff-notice-text");
        HBox line = new HBox(Icons.of(notice == FileDiff.Notice.STRANGE ? Feather.ALERT_TRIANGLE : Feather.INFO), text);
        line.getStyleClass().addAll("diff-notice", key("diff-notice-", notice));
        return line;
    }

    private String sentence(FileDiff.Notice notice, FileDiff file) {
        return words.text(key("review.notice.", notice), file.removed(), file.added());
    }

    private Node fold(DiffRow.Fold fold) {
        HBox line = new HBox(
                Icons.of(Feather.CHEVRON_DOWN), Nodes.label(words.text("review.fold", fold.lines()), "diff-fold-text"));
        line.getStyleClass().add("diff-fold");
        return line;
    }

    private String spoken(DiffRow row) {
        return switch (row) {
            case DiffRow.Intro(var suggestion) -> suggestion.summary() + "\n" + suggestion.explanation();
            case DiffRow.Head(var _, var file) ->
                words.text("review.spoken.file", name(file), file.added(), file.removed());
            case DiffRow.Said(var notice, var file) -> sentence(notice, file);
            case DiffRow.Fold fold -> words.text("review.spoken.fold", fold.lines());
            case DiffRow.Code(var _, var pair, var _) -> spoken(pair);
        };
    }

    private String spoken(Pair pair) {
        String before = pair.before().map(side -> side.line().text()).orElse("");
        String after = pair.after().map(side -> side.line().text()).orElse("");
        int number = pair.after().or(pair::before).map(Side::number).orElse(0);
        String key = !pair.changed()
                ? "review.spoken.same"
                : pair.before().isEmpty()
                        ? "review.spoken.added"
                        : pair.after().isEmpty() ? "review.spoken.removed" : "review.spoken.changed";
        return words.text(key, number, before, after);
    }

    private static String key(String prefix, Enum<?> value) {
        return prefix + value.name().toLowerCase(Locale.ROOT);
    }
}
