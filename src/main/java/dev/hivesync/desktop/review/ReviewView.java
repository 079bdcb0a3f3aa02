package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Motion;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.Optional;
import java.util.function.Function;
import javafx.animation.FadeTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The Review panel, over list and detail.
public final class ReviewView extends VBox {

    private static final Duration MOTION = Duration.millis(150);

    private final ReviewViewModel model;
    private final Words words;
    private final ReviewHeader header;
    private final DiffList list;
    private final ReviewBar bar;
    private final ReviewBlank blank;

    /// @param project a project's name by its id, may be empty
    public ReviewView(ReviewViewModel model, Words words, Function<@Nullable String, String> project) {
        this.model = model;
        this.words = words;
        header = new ReviewHeader(model, words, project);
        list = new DiffList(model, words);
        bar = new ReviewBar(model, words);
        blank = new ReviewBlank(model, words);
        StackPane body = new StackPane(list, blank);
        VBox.setVgrow(body, Priority.ALWAYS);
        HBox ribbon = new HBox();
        ribbon.getStyleClass().addAll("banner", "banner-warning");
        VBox ribbons = new VBox(ribbon);
        ribbons.getStyleClass().add("review-ribbons");
        getStyleClass().add("review");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(words.text("review.name"));
        getChildren().addAll(header, ribbons, bar, body);
        model.staleProperty().subscribe(stale -> {
            Nodes.show(ribbons, stale.isPresent());
            stale.ifPresent(why -> ribbon.getChildren().setAll(ribbon(why)));
        });
        model.stateProperty().subscribe((_, state) -> show(state));
        model.openingsProperty().subscribe((_, _) -> list.focus());
        widthProperty().subscribe(width -> header.setNarrow(width.doubleValue() < ReviewHeader.NARROW));
        Nodes.show(this, false);
    }

    /// Shows what there is; to be called once the view is in its window.
    public void present() {
        show(model.stateProperty().get());
    }

    private void show(ReviewState state) {
        boolean opens = !isVisible() && model.isOpen();
        Nodes.show(this, model.isOpen());
        state.about().ifPresent(header::show);
        boolean shown = state instanceof ReviewState.Shown;
        header.setActing(shown || state instanceof ReviewState.Loading);
        Nodes.show(bar, shown);
        Nodes.show(blank, !shown);
        if (state instanceof ReviewState.Shown(var _, var suggestion)) {
            list.show(suggestion);
            bar.show(suggestion);
        }
        if (opens) {
            enter();
        }
    }

    /// Fades in.
    private void enter() {
        if (!Motion.wanted(this)) {
            return;
        }
        FadeTransition fade = new FadeTransition(MOTION, this);
        fade.setFromValue(0);
        fade.setToValue(1);
        fade.play();
    }

    private Node[] ribbon(Stale why) {
        Label text = Nodes.wrapped(
                switch (why) {
                    case Stale.Newer _ -> words.text("review.stale.newer");
                    case Stale.RepositoryChanged(var sync) ->
                        words.text("review.stale.repository", words.ago(sync.time()));
                },
                "banner-text");
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Node icon = Icons.of(Feather.ALERT_TRIANGLE);
        return why instanceof Stale.Newer
                ? new Node[] {icon, text, Nodes.button(words.text("review.stale.open"), model::openNewer, "small")}
                : new Node[] {icon, text};
    }

    /// Handles a key of this panel while it is open.
    ///
    /// @return whether it was one
    public boolean take(KeyEvent event) {
        return model.isOpen()
                && command(event)
                        .map(command -> {
                            command.run();
                            return true;
                        })
                        .orElse(false);
    }

    private Optional<Runnable> command(KeyEvent event) {
        boolean shift = event.isShiftDown();
        return Optional.ofNullable(
                switch (event.getCode()) {
                    case N -> model.reading()::next;
                    case P -> model.reading()::previous;
                    case F7 -> shift ? model.reading()::previous : model.reading()::next;
                    case C -> shift ? model::copyFile : model::copyChange;
                    case O -> model::openInEditor;
                    case E -> model::dismiss;
                    case R -> model.stateProperty().get() instanceof ReviewState.Failed ? model::reload : null;
                    case ESCAPE -> model::close;
                    default -> null;
                });
    }
}
