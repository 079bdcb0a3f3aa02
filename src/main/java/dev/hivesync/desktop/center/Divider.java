package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Words;
import java.util.function.DoubleSupplier;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The edge between list and detail, to be drawn with the mouse or moved with the arrows. A double click, or Home,
/// gives the detail its usual width.
final class Divider extends Region {

    private static final double WIDTH = 6;
    private static final double STEP = 16;

    private final PanesViewModel model;
    private final DoubleSupplier width;
    private final DoubleSupplier room;
    private double drawnFrom;
    private double widthThen;

    /// @param width of the detail as it is
    /// @param room of list and detail together
    Divider(PanesViewModel model, Words words, DoubleSupplier width, DoubleSupplier room) {
        this.model = model;
        this.width = width;
        this.room = room;
        getStyleClass().add("divider");
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        // Over the edge of the detail, so that it takes no room of its own.
        HBox.setMargin(this, new Insets(0, -WIDTH, 0, 0));
        setViewOrder(-1);
        setCursor(Cursor.H_RESIZE);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText(words.text("divider.name"));
        setOnMousePressed(this::take);
        setOnMouseDragged(this::draw);
        setOnMouseReleased(_ -> model.keep());
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                model.usual();
            }
        });
        setOnKeyPressed(this::pressed);
        // A key that is held down moves it many times a second.
        setOnKeyReleased(_ -> model.keep());
        focusedProperty().subscribe((_, on) -> {
            if (!on) {
                model.keep();
            }
        });
        model.detailProperty().subscribe((_, _) -> notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE));
    }

    private void take(MouseEvent event) {
        requestFocus();
        drawnFrom = event.getScreenX();
        widthThen = width.getAsDouble();
    }

    private void draw(MouseEvent event) {
        if (event.isPrimaryButtonDown()) {
            model.give(widthThen + drawnFrom - event.getScreenX(), room.getAsDouble());
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> move(STEP);
            case RIGHT -> move(-STEP);
            case HOME -> model.usual();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(double by) {
        double chosen = model.detailOf(room.getAsDouble());
        model.give((chosen > 0 ? chosen : width.getAsDouble()) + by, room.getAsDouble());
    }

    private void moveAndKeep(double by) {
        move(by);
        model.keep();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> width.getAsDouble();
            case MIN_VALUE -> PanesViewModel.DETAIL_LEAST;
            case MAX_VALUE -> PanesViewModel.most(room.getAsDouble());
            case ORIENTATION -> Orientation.HORIZONTAL;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case INCREMENT -> moveAndKeep(STEP);
            case DECREMENT -> moveAndKeep(-STEP);
            case SET_VALUE -> {
                model.give(((Number) parameters[0]).doubleValue(), room.getAsDouble());
                model.keep();
            }
            default -> super.executeAccessibleAction(action, parameters);
        }
    }
}
