package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Gated;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What is under review, and what can be done with it.
final class ReviewHeader extends VBox {

    /// Below this width the actions have a line of their own.
    static final double NARROW = 640;

    private final ReviewViewModel model;
    private final Words words;
    private final Function<@Nullable String, String> project;
    private final MoodTile tile = new MoodTile();
    private final Label under = Nodes.label("", "review-under");
    private final Label demo;
    private final Gated editor;
    private final HBox top;
    private final HBox actions;
    private Optional<Subject> subject = Optional.empty();

    ReviewHeader(ReviewViewModel model, Words words, Function<@Nullable String, String> project) {
        this.model = model;
        this.words = words;
        this.project = project;
        Button close = Nodes.iconButton(Feather.X, words.text("review.close.tip"), model::close);
        demo = Nodes.label(words.text("list.demo"), "tag");
        demo.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(Nodes.heading(words.text("review.title"), "review-title"), demo);
        first.getStyleClass().add("row-first");
        VBox text = new VBox(first, under);
        text.getStyleClass().add("row-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        Button open = Nodes.button(words.text("review.editor"), model::openInEditor, "small", "accent");
        open.setGraphic(Icons.of(Feather.EXTERNAL_LINK));
        editor = new Gated(open);
        Button dismiss = Nodes.button(words.text("review.dismiss"), model::dismiss, "small");
        dismiss.setGraphic(Icons.of(Feather.CHECK));
        actions = new HBox(editor, dismiss);
        actions.getStyleClass().add("review-actions");
        top = new HBox(tile, text, actions, close);
        top.getStyleClass().add("review-top");
        getStyleClass().add("review-header");
        getChildren().add(top);
        model.editorsProperty().subscribe(this::editors);
        words.now().subscribe(_ -> describe());
    }

    void setNarrow(boolean narrow) {
        if (narrow && top.getChildren().remove(actions)) {
            getChildren().add(actions);
        } else if (!narrow && getChildren().remove(actions)) {
            top.getChildren().add(2, actions);
        }
    }

    /// Where there is nothing to act on, what stands below says the next step.
    void setActing(boolean on) {
        Nodes.show(actions, on);
    }

    void show(Subject next) {
        subject = Optional.of(next);
        tile.show(next.thread().notification());
        Nodes.show(demo, next.thread().demo());
        describe();
        editors(model.editorsProperty().get());
    }

    private void describe() {
        subject.ifPresent(about -> under.setText(Stream.of(
                        Clean.line(about.job().action()),
                        project.apply(about.job().projectId()),
                        words.ago(about.thread().time()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "))));
    }

    private void editors(List<String> names) {
        editor.block(
                names.isEmpty()
                        ? Optional.of(words.text(
                                "review.editor.none.in",
                                subject.map(about -> project.apply(about.job().projectId()))
                                        .filter(name -> !name.isEmpty())
                                        .orElseGet(() -> words.text("review.editor.this_project"))))
                        : Optional.empty());
    }
}
