package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// List and detail side by side, with an edge between them that can be moved; in a narrow window one in the other's
/// place.
public final class CenterView extends HBox {

    private final CenterViewModel model;
    private final ListPane list;
    private final DetailView detail;
    private final PanesViewModel panes;
    private final Divider divider;
    private boolean narrow;

    public CenterView(CenterModels models, Actions actions, Words words, Runnable refresh) {
        this.model = models.list();
        this.list = new ListPane(models, actions, words, refresh);
        this.detail = new DetailView(models, actions, words);
        this.panes = models.panes();
        this.divider = new Divider(panes, words, detail::getWidth, this::getWidth);
        getStyleClass().add("center");
        HBox.setHgrow(list, Priority.ALWAYS);
        HBox.setHgrow(detail, Priority.ALWAYS);
        list.setMinWidth(0);
        getChildren().addAll(list, divider, detail);
        model.detailOpenProperty().subscribe(_ -> arrange());
        panes.detailProperty().subscribe((_, _) -> share());
        widthProperty().subscribe((_, _) -> share());
        arrange();
    }

    public void setNarrow(boolean on) {
        narrow = on;
        arrange();
    }

    private void arrange() {
        boolean detailOnly = narrow && model.detailOpenProperty().get();
        Nodes.show(list, !detailOnly);
        Nodes.show(detail, !narrow || detailOnly);
        Nodes.show(divider, !narrow);
        detail.setBackVisible(narrow);
        share();
    }

    /// A style of its own, since it goes before what the style sheet says.
    private void share() {
        double width = panes.detailOf(getWidth());
        if (narrow) {
            detail.setStyle("-fx-max-width: 100000px;");
        } else if (width == 0) {
            detail.setStyle("");
        } else {
            detail.setStyle(
                    "-fx-min-width: %1$spx; -fx-pref-width: %1$spx; -fx-max-width: %1$spx;".formatted((int) width));
        }
    }

    /// The threads that can be seen: rows of the list, and what the detail shows.
    public Collection<ThreadRow> inView() {
        Set<ThreadRow> threads = new HashSet<>();
        if (!isVisible() || getParent() == null || !getParent().isVisible()) {
            return threads;
        }
        if (list.isVisible()) {
            threads.addAll(list.inView());
        }
        if (detail.isVisible()) {
            model.selectedProperty().get().ifPresent(threads::add);
        }
        return threads;
    }

    public void focusSearch() {
        model.detailOpenProperty().set(false);
        list.focusSearch();
    }

    public void focusList() {
        list.focusList();
    }

    /// Picks on from the selected row.
    public void extend(int by) {
        model.extend(by);
        list.reveal();
        list.focusList();
    }

    public void move(int by) {
        model.move(by);
        list.reveal();
        list.focusList();
    }
}
