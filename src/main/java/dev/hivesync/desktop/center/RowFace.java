package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Late;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Slots;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The nodes of a row. A list of rows is most of what a window has to style before it can be drawn, so that what few
/// rows show is made late.
final class RowFace extends VBox {

    final HBox line = new HBox();
    final MoodTile tile = new MoodTile();
    final Label title = Nodes.label("", "row-title");
    final Label project = fixed(Nodes.label("", "row-project"));
    final Label detail = Nodes.label("", "row-detail");
    final Label time = fixed(Nodes.label("", "row-time"));
    final Late<Label> day;
    final Late<PickBox> pick;
    final Late<FontIcon> muted;
    final Late<Spinner> spinner;
    final Late<Label> demo;
    final Late<Label> snoozed;
    final Late<Label> recovered;
    final Late<RowActions> actions;
    final Late<RowFailure> failure;

    /// @param toggle picks the row, or no longer
    RowFace(CenterModels models, Actions does, Words words, Runnable toggle) {
        Region dot = new Region();
        dot.getStyleClass().add("unread-dot");
        Slots icon = new Slots(new StackPane());
        icon.add(tile);
        pick = icon.late(() -> new PickBox(toggle));
        Slots first = slots(new HBox(), "row-first");
        first.add(title);
        muted = first.late(RowFace::bell);
        spinner = first.late(() -> new Spinner(5));
        Slots second = slots(new HBox(), "row-second");
        second.add(project);
        demo = second.late(() -> fixed(Nodes.label(words.text("list.demo"), "tag")));
        snoozed = second.late(() -> fixed(Nodes.label("", "tag", "snoozed")));
        recovered = second.late(() -> fixed(Nodes.label("", "row-recovered")));
        second.add(detail);
        VBox text = new VBox(first.pane(), second.pane());
        text.getStyleClass().add("row-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        Slots end = slots(new StackPane(), "row-end");
        end.add(time);
        actions =
                end.late(() -> new RowActions(does, words, row -> models.list().markRead(row), models.snooze()));
        line.getChildren().addAll(dot, icon.pane(), text, end.pane());
        line.getStyleClass().add("row");
        Slots whole = slots(this, "row-box");
        day = whole.late(() -> Nodes.heading("", "day"));
        whole.add(line);
        failure = whole.late(() -> new RowFailure(models.refusals(), does.work(), words));
        setMinWidth(0);
        setPrefWidth(1);
    }

    private static Slots slots(Pane pane, String styleClass) {
        pane.getStyleClass().add(styleClass);
        return new Slots(pane);
    }

    private static Label fixed(Label label) {
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static FontIcon bell() {
        FontIcon bell = Icons.of(Feather.BELL_OFF);
        bell.getStyleClass().add("row-muted");
        return bell;
    }
}
