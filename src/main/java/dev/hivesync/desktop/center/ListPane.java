package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Late;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.SearchField;
import dev.hivesync.desktop.look.Slots;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Search, filter, banners and the list.
final class ListPane extends VBox {

    private final CenterViewModel model;
    private final CenterModels models;
    private final Words words;
    private final SearchField search;
    private final ListView<Row> list;
    private boolean selecting; // the list is following the model, or the model the list

    ListPane(CenterModels models, Actions actions, Words words, Runnable refresh) {
        this.model = models.list();
        this.models = models;
        this.words = words;
        search = new SearchField(words, "list.search", model.narrowing().queryProperty());
        this.list = new ListView<>(model.rows().list());
        getStyleClass().add("list-pane");
        list.getStyleClass().add("threads");
        list.setCellFactory(_ -> new RowCell(models, actions, words));
        list.setAccessibleText(words.text("list.name"));
        list.getSelectionModel().selectedIndexProperty().subscribe(index -> listSelected(index.intValue()));
        model.selectedProperty().subscribe(_ -> modelSelected());
        model.appliedProperty().subscribe(_ -> modelSelected());
        // The list itself stays, so that it keeps the focus while it is empty.
        list.setPlaceholder(new BlankView(model, words, refresh));
        VBox.setVgrow(list, Priority.ALWAYS);
        Slots slots = new Slots(this);
        slots.add(toolbar(refresh), new BannersView(model, actions, words, refresh));
        Late<SelectionBar> selection =
                slots.late(() -> new SelectionBar(model, models.deeds(), models.snooze(), words));
        slots.add(list);
        Late<UndoBar> undo = slots.late(() -> new UndoBar(models.deeds(), words));
        model.picks().countProperty().subscribe(picked -> selection.makeIf(picked.intValue() > 0));
        models.deeds().undoProperty().subscribe(last -> undo.makeIf(last.isPresent()));
    }

    private HBox toolbar(Runnable refresh) {
        search.setOnAction(_ -> focusList());
        HBox.setHgrow(search, Priority.ALWAYS);
        ToggleButton unread = new ToggleButton(words.text("list.unread_only"));
        unread.getStyleClass().add("chip");
        unread.selectedProperty().bindBidirectional(model.narrowing().unreadOnlyProperty());
        unread.setMinWidth(USE_PREF_SIZE);
        Button allRead = Nodes.iconButton(
                Feather.CHECK_SQUARE,
                words.text("list.all_read.tip"),
                () -> models.deeds().read(model.listed()));
        Button save = Nodes.iconButton(
                Feather.FILTER,
                words.text("views.save.tip"),
                () -> models.views().askToSave());
        Button again = Nodes.iconButton(Feather.REFRESH_CW, words.text("list.refresh"), refresh);
        HBox toolbar = new HBox(search, unread, save, allRead, again);
        toolbar.getStyleClass().add("toolbar");
        return toolbar;
    }

    void focusSearch() {
        search.take();
    }

    void focusList() {
        list.requestFocus();
    }

    private void listSelected(int index) {
        if (!selecting && index >= 0) {
            selecting = true;
            model.select(index);
            selecting = false;
        }
    }

    private void modelSelected() {
        if (selecting) {
            return;
        }
        selecting = true;
        int index = model.selectedIndex();
        if (index < 0) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedIndex() != index) {
            list.getSelectionModel().clearAndSelect(index);
            list.getFocusModel().focus(index);
        }
        selecting = false;
    }

    /// The threads whose rows are on the screen, at least by half.
    List<ThreadRow> inView() {
        list.applyCss();
        list.layout();
        if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return List.of();
        }
        int first = flow.getFirstVisibleCell() == null
                ? 0
                : flow.getFirstVisibleCell().getIndex();
        int last = flow.getLastVisibleCell() == null
                ? -1
                : flow.getLastVisibleCell().getIndex();
        List<ThreadRow> threads = new ArrayList<>();
        for (int i = first; i <= last && i < list.getItems().size(); i++) {
            ListCell<?> cell = (ListCell<?>) flow.getVisibleCell(i);
            double middle = cell == null ? -1 : cell.getBoundsInParent().getCenterY();
            if (middle >= 0 && middle <= list.getHeight()) {
                threads.add(list.getItems().get(i).thread());
            }
        }
        return threads;
    }

    /// Scrolls no further than needed for the selected row to be seen.
    void reveal() {
        if (model.selectedIndex() >= 0 && list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            flow.scrollTo(model.selectedIndex());
        }
    }
}
