package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.desktop.work.WorkViewModel;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A row of the list, with the heading of its day where it is the first.
final class RowCell extends ListCell<Row> {

    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final int MOST_OF_PROJECT = 26;

    private final Words words;
    private final Label day = Nodes.heading("", "day");
    private final Region dot = new Region();
    private final MoodTile tile = new MoodTile();
    private final Spinner spinner = new Spinner(5);
    private final Label title = Nodes.label("", "row-title");
    private final Label demo;
    private final Label refused;
    private final Label project = Nodes.label("", "row-project");
    private final Label detail = Nodes.label("", "row-detail");
    private final Label time = Nodes.label("", "row-time");
    private final RowActions actions;
    private final WorkViewModel work;
    private final HBox line;
    private final VBox box;
    private final ChangeListener<Instant> tick = (_, _, _) -> showTime();
    private final ChangeListener<Object> asked = (_, _, _) -> showWork();

    RowCell(CenterViewModel model, Actions does, Words words) {
        this.words = words;
        demo = Nodes.label(words.text("list.demo"), "tag");
        demo.setMinWidth(USE_PREF_SIZE);
        refused = Nodes.label(words.text("list.not_sent"), "tag", "warning");
        refused.setMinWidth(USE_PREF_SIZE);
        work = does.work();
        actions = new RowActions(does, words, model::markRead);
        dot.getStyleClass().add("unread-dot");
        HBox first = new HBox(title, demo, refused, spinner);
        first.getStyleClass().add("row-first");
        HBox second = new HBox(project, detail);
        second.getStyleClass().add("row-second");
        project.setMinWidth(USE_PREF_SIZE);
        time.setMinWidth(USE_PREF_SIZE);
        VBox text = new VBox(first, second);
        text.getStyleClass().add("row-text");
        StackPane end = new StackPane(time, actions);
        end.getStyleClass().add("row-end");
        line = new HBox(dot, tile, text, Nodes.spacer(), end);
        line.getStyleClass().add("row");
        box = new VBox(day, line);
        box.getStyleClass().add("row-box");
        box.setMinWidth(0);
        box.setPrefWidth(1);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        words.now().addListener(new WeakChangeListener<>(tick));
        work.progressProperty().addListener(new WeakChangeListener<>(asked));
        work.connectionProperty().addListener(new WeakChangeListener<>(asked));
        line.hoverProperty().subscribe(_ -> offer());
        selectedProperty().subscribe(_ -> offer());
        listViewProperty().flatMap(Node::focusVisibleProperty).subscribe(_ -> offer());
        line.setOnMouseClicked(event -> {
            if (getItem() != null && event.getButton() == javafx.scene.input.MouseButton.PRIMARY) {
                model.detailOpenProperty().set(true);
            }
        });
    }

    /// On hover and focus, what can be done takes the place of the time.
    private void offer() {
        boolean on = getItem() != null
                && (line.isHover()
                        || (isSelected()
                                && getListView() != null
                                && getListView().isFocusVisible()));
        Nodes.show(actions, on);
        Nodes.show(time, !on);
    }

    /// What came of a retry is said in the place of the detail.
    private void showWork() {
        Row row = getItem();
        if (row == null) {
            return;
        }
        Optional<Standing> standing = work.progress(row.thread()).map(progress -> Standing.of(progress, words));
        String said = standing.map(Standing::text)
                .orElseGet(() -> words.wording().detail(row.thread().notification()));
        detail.setText(said);
        detail.pseudoClassStateChanged(FAILED, standing.filter(Standing::failed).isPresent());
        Nodes.show(detail, !said.isEmpty());
        setAccessibleHelp(standing.map(Standing::text).orElse(""));
        Nodes.show(
                spinner,
                standing.map(Standing::asking)
                        .orElseGet(() -> row.thread().running(words.now().get())));
        actions.show(row.thread(), row.thread().unread());
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        ThreadRow thread = row.thread();
        tile.show(thread.notification());
        title.setText(words.wording().title(thread.notification()));
        project.setText(Clean.brief(row.project(), MOST_OF_PROJECT));
        Nodes.show(project, !row.project().isEmpty());
        Nodes.show(demo, thread.demo());
        Nodes.show(refused, !thread.refused().isEmpty());
        boolean unread = thread.unread();
        line.pseudoClassStateChanged(UNREAD, unread);
        Nodes.show(day, row.opens() != null);
        showTime();
        showWork();
        offer();
        setGraphic(box);
    }

    private void showTime() {
        Row row = getItem();
        if (row == null) {
            return;
        }
        time.setText(words.ago(row.thread().time()));
        if (row.opens() != null) {
            day.setText(words.moments().dayName(row.opens(), words.now().get()));
        }
        setAccessibleText(words.text(
                "list.row",
                title.getText(),
                row.project(),
                time.getText(),
                words.text(row.thread().unread() ? "list.row.unread" : "list.row.read")));
    }
}
