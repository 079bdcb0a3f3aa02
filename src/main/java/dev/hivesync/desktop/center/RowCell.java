package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Heading;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.desktop.work.WorkViewModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A row of the list, with the heading of its day where it is the first.
final class RowCell extends ListCell<Row> {

    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final int MOST_OF_PROJECT = 26;

    private final Words words;
    private final Label day = Nodes.heading("", "day");
    private final Region dot = new Region();
    private final MoodTile tile = new MoodTile();
    private final Spinner spinner = new Spinner(5);
    private final Label title = Nodes.label("", "row-title");
    private final Label demo;
    private final Label snoozed = Nodes.label("", "tag", "snoozed");
    private final SnoozeWords snoozes;
    private final RowSpeech speech;
    private final Picks picks;
    private final PickBox pick;
    private final RowFailure failure;
    private final Label project = Nodes.label("", "row-project");
    private final Label detail = Nodes.label("", "row-detail");
    private final Label recovered = Nodes.label("", "row-recovered");
    private final FontIcon muted = Icons.of(Feather.BELL_OFF);
    private final Label time = Nodes.label("", "row-time");
    private final RowActions actions;
    private final WorkViewModel work;
    private final HBox line;
    private final VBox box;
    private int from = -1; // what was selected when the pointer was pressed
    private final ChangeListener<Instant> tick = (_, _, _) -> showTime();
    private final ChangeListener<Number> picked = (_, _, _) -> showPick();
    private final ChangeListener<Object> asked = (_, _, _) -> showWork();

    RowCell(CenterModels models, Actions does, Words words) {
        CenterViewModel model = models.list();
        picks = model.picks();
        this.words = words;
        demo = Nodes.label(words.text("list.demo"), "tag");
        demo.setMinWidth(USE_PREF_SIZE);
        snoozes = new SnoozeWords(words);
        speech = new RowSpeech(words);
        snoozed.setMinWidth(USE_PREF_SIZE);
        pick = new PickBox(() -> picks.toggle(getIndex()));
        work = does.work();
        actions = new RowActions(does, words, model::markRead, models.snooze());
        failure = new RowFailure(models.refusals(), work, words);
        dot.getStyleClass().add("unread-dot");
        HBox first = new HBox(title, muted, spinner);
        first.getStyleClass().add("row-first");
        HBox second = new HBox(project, demo, snoozed, recovered, detail);
        second.getStyleClass().add("row-second");
        project.setMinWidth(USE_PREF_SIZE);
        recovered.setMinWidth(USE_PREF_SIZE);
        muted.getStyleClass().add("row-muted");
        time.setMinWidth(USE_PREF_SIZE);
        VBox text = new VBox(first, second);
        text.getStyleClass().add("row-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        StackPane end = new StackPane(time, actions);
        end.getStyleClass().add("row-end");
        line = new HBox(dot, new StackPane(tile, pick), text, end);
        line.getStyleClass().add("row");
        box = new VBox(day, line, failure);
        box.getStyleClass().add("row-box");
        box.setMinWidth(0);
        box.setPrefWidth(1);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        words.now().addListener(new WeakChangeListener<>(tick));
        work.progressProperty().addListener(new WeakChangeListener<>(asked));
        work.connectionProperty().addListener(new WeakChangeListener<>(asked));
        picks.changeProperty().addListener(new WeakChangeListener<>(picked));
        line.hoverProperty().subscribe(_ -> offer());
        selectedProperty().subscribe(_ -> offer());
        listViewProperty().flatMap(Node::focusVisibleProperty).subscribe(_ -> offer());
        // Before the list moves its own selection to the row that is pressed.
        addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> from = model.selectedIndex());
        line.setOnMouseClicked(event -> {
            if (getItem() == null || event.getButton() != MouseButton.PRIMARY) {
                return;
            }
            if (event.isShortcutDown()) {
                picks.toggle(getIndex());
            } else if (event.isShiftDown()) {
                picks.extend(from, getIndex());
            } else {
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
        showPick();
    }

    /// The box to pick it stands in the icon's place under the pointer, and wherever something is picked.
    private void showPick() {
        Row row = getItem();
        if (row == null) {
            return;
        }
        boolean on = picks.holds(row.thread());
        boolean offered = line.isHover() || picks.countProperty().get() > 0;
        pick.show(on);
        pick.setVisible(offered);
        tile.setVisible(!offered);
        line.pseudoClassStateChanged(PICKED, on);
        speak();
    }

    /// What came of a retry is said in the place of the detail.
    private void showWork() {
        Row row = getItem();
        if (row == null) {
            return;
        }
        Optional<Standing> standing = work.progress(row.thread()).map(progress -> Standing.of(progress, words));
        Optional<Standing> failed = standing.filter(Standing::failed);
        String said = standing.filter(how -> !how.failed())
                .map(Standing::text)
                .orElseGet(() -> words.wording().detail(row.thread().notification()));
        detail.setText(said);
        Nodes.show(detail, !said.isEmpty());
        String failing = failure.show(row.thread(), failed);
        line.pseudoClassStateChanged(FAILED, !failing.isEmpty());
        setAccessibleHelp(
                failing.isEmpty() ? standing.map(Standing::text).orElse("") : words.text("list.row.retry", failing));
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
        Optional<String> away = snoozes.of(thread);
        snoozed.setText(away.orElse(""));
        Nodes.show(snoozed, away.isPresent());
        Duration lasted = row.recovered();
        recovered.setText(
                lasted == null
                        ? ""
                        : words.text("list.recovered", words.moments().span(lasted)));
        Nodes.show(recovered, lasted != null);
        if (lasted != null && Mood.of(thread.notification()) == Mood.FAILURE) {
            tile.show(Icons.of(thread.notification()), Mood.NEUTRAL);
        }
        Nodes.show(muted, row.muted());
        boolean unread = row.unread();
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
        snoozed.setText(snoozes.of(row.thread()).orElse(""));
        if (row.opens() != null) {
            day.setText(
                    switch (row.opens()) {
                        case Heading.Pinned() -> words.text("list.pinned");
                        case Heading.Day(var date) ->
                            words.moments().dayName(date, words.now().get());
                    });
        }
        speak();
    }

    private void speak() {
        Row row = getItem();
        if (row != null) {
            setAccessibleText(speech.of(row, time.getText(), picks.holds(row.thread())));
        }
    }
}
