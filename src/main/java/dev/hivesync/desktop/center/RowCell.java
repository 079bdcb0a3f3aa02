package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Heading;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.Nodes;
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
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// A row of the list, with the heading of its day where it is the first.
final class RowCell extends ListCell<Row> {

    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final int MOST_OF_PROJECT = 26;

    private final Words words;
    private final RowFace face;
    private final SnoozeWords snoozes;
    private final RowSpeech speech;
    private final Picks picks;
    private final WorkViewModel work;
    private int from = -1; // what was selected when the pointer was pressed
    private final ChangeListener<Instant> tick = (_, _, _) -> showTime();
    private final ChangeListener<Number> picked = (_, _, _) -> showPick();
    private final ChangeListener<Object> asked = (_, _, _) -> showWork();

    RowCell(CenterModels models, Actions does, Words words) {
        CenterViewModel model = models.list();
        picks = model.picks();
        this.words = words;
        snoozes = new SnoozeWords(words);
        speech = new RowSpeech(words);
        work = does.work();
        face = new RowFace(models, does, words, () -> picks.toggle(getIndex()));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        words.now().addListener(new WeakChangeListener<>(tick));
        work.progressProperty().addListener(new WeakChangeListener<>(asked));
        work.connectionProperty().addListener(new WeakChangeListener<>(asked));
        picks.changeProperty().addListener(new WeakChangeListener<>(picked));
        face.line.hoverProperty().subscribe(_ -> offer());
        selectedProperty().subscribe(_ -> offer());
        listViewProperty().flatMap(Node::focusVisibleProperty).subscribe(_ -> offer());
        // Before the list moves its own selection to the row that is pressed.
        addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> from = model.selectedIndex());
        face.line.setOnMouseClicked(event -> {
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
                && (face.line.isHover()
                        || (isSelected()
                                && getListView() != null
                                && getListView().isFocusVisible()));
        face.actions.show(on);
        Nodes.show(face.time, !on);
        if (on) {
            showActions();
        }
        showPick();
    }

    /// The box to pick it stands in the icon's place under the pointer, and wherever something is picked.
    private void showPick() {
        Row row = getItem();
        if (row == null) {
            return;
        }
        boolean on = picks.holds(row.thread());
        boolean offered = face.line.isHover() || picks.countProperty().get() > 0;
        face.pick.show(offered);
        if (offered) {
            face.pick.get().show(on);
        }
        face.tile.setVisible(!offered);
        face.line.pseudoClassStateChanged(PICKED, on);
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
        face.detail.setText(said);
        Nodes.show(face.detail, !said.isEmpty());
        String failing = failing(row.thread(), failed);
        face.line.pseudoClassStateChanged(FAILED, !failing.isEmpty());
        setAccessibleHelp(
                failing.isEmpty() ? standing.map(Standing::text).orElse("") : words.text("list.row.retry", failing));
        face.spinner.show(standing.map(Standing::asking)
                .orElseGet(() -> row.thread().running(words.now().get())));
        showActions();
    }

    private void showActions() {
        Row row = getItem();
        if (row != null) {
            face.actions
                    .made()
                    .ifPresent(made -> made.show(row.thread(), row.thread().unread()));
        }
    }

    /// @return what failed, in a sentence; empty where nothing did
    private String failing(ThreadRow thread, Optional<Standing> failed) {
        return failed.isEmpty() && Refusals.reason(thread).isEmpty()
                ? face.failure.made().map(made -> made.show(thread, failed)).orElse("")
                : face.failure.get().show(thread, failed);
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
        face.tile.show(thread.notification());
        face.title.setText(words.wording().title(thread.notification()));
        face.project.setText(Clean.brief(row.project(), MOST_OF_PROJECT));
        Nodes.show(face.project, !row.project().isEmpty());
        face.demo.show(thread.demo());
        Duration lasted = row.recovered();
        face.recovered.show(lasted != null);
        if (lasted != null) {
            face.recovered
                    .get()
                    .setText(words.text("list.recovered", words.moments().span(lasted)));
        }
        if (lasted != null && Mood.of(thread.notification()) == Mood.FAILURE) {
            face.tile.show(Icons.of(thread.notification()), Mood.NEUTRAL);
        }
        face.muted.show(row.muted());
        boolean unread = row.unread();
        face.line.pseudoClassStateChanged(UNREAD, unread);
        face.day.show(row.opens() != null);
        showTime();
        showWork();
        offer();
        setGraphic(face);
    }

    private void showTime() {
        Row row = getItem();
        if (row == null) {
            return;
        }
        face.time.setText(words.ago(row.thread().time()));
        Optional<String> away = snoozes.of(row.thread());
        face.snoozed.show(away.isPresent());
        away.ifPresent(text -> face.snoozed.get().setText(text));
        if (row.opens() != null) {
            face.day
                    .get()
                    .setText(
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
            setAccessibleText(speech.of(row, face.time.getText(), picks.holds(row.thread())));
        }
    }
}
