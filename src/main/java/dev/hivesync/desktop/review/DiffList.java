package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Words;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Orientation;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The rows of a suggestion, and the bar that moves all lines sideways.
final class DiffList extends VBox {

    /// Below this width the sides stand one below the other.
    private static final double STACKED = 680;

    private static final double KEY_STEP = 40;

    /// Rows that stay in sight above a change that was gone to.
    private static final int ABOVE = 3;

    private final ReviewViewModel model;
    private final Metrics metrics;
    private final ListView<DiffRow> list;
    private final ScrollBar sideways = new ScrollBar();
    private final ReadOnlyBooleanWrapper stacked = new ReadOnlyBooleanWrapper();
    private boolean selecting; // the list is following the model, or the model the list

    DiffList(ReviewViewModel model, Words words) {
        this.model = model;
        this.metrics = new Metrics(words);
        list = new ListView<>(model.reading().rows());
        list.getStyleClass().add("diff-list");
        list.setAccessibleText(words.text("review.list"));
        list.setCellFactory(_ -> new DiffCell(model, words, metrics, stacked.getReadOnlyProperty()));
        list.getSelectionModel().selectedIndexProperty().subscribe(index -> listSelected(index.intValue()));
        list.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list.widthProperty().subscribe(_ -> fit());
        model.reading().rowProperty().subscribe(_ -> modelSelected());
        sideways.setOrientation(Orientation.HORIZONTAL);
        sideways.getStyleClass().add("diff-sideways");
        sideways.valueProperty().bindBidirectional(metrics.offset());
        sideways.setFocusTraversable(false);
        sideways.setMinHeight(USE_PREF_SIZE);
        list.setMinHeight(0);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(list, sideways);
    }

    void show(Suggestion suggestion) {
        metrics.measure(suggestion);
        fit();
        list.scrollTo(0);
    }

    void focus() {
        list.requestFocus();
    }

    ReadOnlyBooleanProperty stackedProperty() {
        return stacked.getReadOnlyProperty();
    }

    /// As far as the longest line reaches beyond its place.
    private void fit() {
        double width = list.getWidth();
        stacked.set(width > 0 && width < STACKED);
        double place = (stacked.get() ? width : width / 2) - metrics.gutter() - SideView.SIGN;
        double hidden = Math.max(0, metrics.widest() - Math.max(1, place));
        sideways.setMax(hidden);
        sideways.setVisibleAmount(hidden * Math.max(1, place) / metrics.widest());
        sideways.setUnitIncrement(KEY_STEP);
        sideways.setBlockIncrement(Math.max(KEY_STEP, place));
        if (metrics.offset().get() > hidden) {
            metrics.offset().set(hidden);
        }
        // Its place stays: this runs while the window is laid out, when no place may be given up.
        sideways.setVisible(hidden > 0);
    }

    private void move(double by) {
        metrics.offset().set(Math.clamp(metrics.offset().get() + by, 0, sideways.getMax()));
    }

    private void scrolled(ScrollEvent event) {
        double by = event.isShiftDown() && event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
        if (Math.abs(by) > Math.abs(event.getDeltaY()) || (event.isShiftDown() && by != 0)) {
            move(-by);
            event.consume();
        }
    }

    private void pressed(KeyEvent event) {
        boolean handled = switch (event.getCode()) {
            case KeyCode.LEFT -> {
                move(-KEY_STEP);
                yield true;
            }
            case KeyCode.RIGHT -> {
                move(KEY_STEP);
                yield true;
            }
            case KeyCode.ENTER, KeyCode.SPACE -> model.reading().unfold();
            default -> false;
        };
        if (handled) {
            event.consume();
        }
    }

    private void listSelected(int index) {
        if (!selecting) {
            selecting = true;
            model.reading().select(index < list.getItems().size() ? index : -1);
            selecting = false;
        }
    }

    private void modelSelected() {
        if (selecting) {
            return;
        }
        selecting = true;
        int row = model.reading().rowProperty().get();
        if (row < 0) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().clearAndSelect(row);
            list.getFocusModel().focus(row);
            bring(row);
        }
        selecting = false;
    }

    /// Scrolls only where the row is not in sight with what stands before it.
    private void bring(int row) {
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getLastVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() < row - 1
                && flow.getLastVisibleCell().getIndex() > row + ABOVE) {
            return;
        }
        list.scrollTo(Math.max(0, row - ABOVE));
    }
}
