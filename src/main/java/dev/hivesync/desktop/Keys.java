package dev.hivesync.desktop;

import dev.hivesync.desktop.center.CenterView;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.KeysOverlay;
import dev.hivesync.desktop.center.Phase;
import dev.hivesync.desktop.review.ReviewView;
import dev.hivesync.desktop.work.Actions;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// The keys of the whole window. Text fields keep theirs, and buttons their Enter.
final class Keys {

    private static final KeyCombination SETTINGS = new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN);

    private final Scene scene;
    private final WindowView window;
    private final BooleanProperty settings;
    private final BooleanProperty menu;
    private final CenterViewModel model;
    private final CenterView view;
    private final KeysOverlay keys;
    private final ReviewView review;
    private final Runnable refresh;
    private final Actions actions;
    private boolean taken; // the last key pressed

    Keys(Scene scene, WindowModel model, WindowView window, Runnable refresh) {
        this.scene = scene;
        this.model = model.center();
        this.actions = model.actions();
        this.settings = model.settings().openProperty();
        this.menu = model.quiet().menuOpenProperty();
        this.window = window;
        this.view = window.center();
        this.keys = window.keys();
        this.review = window.review();
        this.refresh = refresh;
        scene.getAccelerators().put(SETTINGS, () -> settings.set(!settings.get()));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    }

    private void pressed(KeyEvent event) {
        taken = take(event);
        if (taken) {
            event.consume();
        }
    }

    /// A key that did something here types nothing where it has moved the focus to.
    private void typed(KeyEvent event) {
        if (taken) {
            event.consume();
        }
    }

    private boolean take(KeyEvent event) {
        if (keys.hide()) {
            return true;
        }
        if (menu.get()) {
            return window.quietMenu().key(event);
        }
        boolean plain = !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
        if (plain && settings.get()) {
            return inSettings(event);
        }
        if (!plain || model.phaseProperty().get() == Phase.SIGNED_OUT) {
            return false;
        }
        if (review.isVisible()) {
            return review.take(event) || inReview(event);
        }
        return scene.getFocusOwner() instanceof TextInputControl ? inText(event) : outside(event);
    }

    private boolean inSettings(KeyEvent event) {
        boolean text = scene.getFocusOwner() instanceof TextInputControl;
        if (event.getCode() == KeyCode.ESCAPE) {
            settings.set(false);
            return true;
        }
        if (!text && event.getText().equals("?")) {
            keys.show();
            return true;
        }
        if (!text && event.getText().equals("/")) {
            window.settings().focusSearch();
            return true;
        }
        return false;
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    private boolean inText(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> {
                model.queryProperty().set("");
                view.focusList();
            }
            case DOWN -> view.move(0);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The other keys belong to the list below.
    private boolean inReview(KeyEvent event) {
        boolean help = event.getText().equals("?")
                || (event.isShiftDown() && (event.getCode() == KeyCode.SLASH || event.getCode() == KeyCode.DIVIDE));
        if (help) {
            keys.showReview();
        }
        return help;
    }

    private boolean outside(KeyEvent event) {
        switch (event.getCode()) {
            case J, DOWN -> view.move(1);
            case K, UP -> view.move(-1);
            case E -> {
                if (event.isShiftDown()) {
                    model.markAllRead();
                } else {
                    model.selectedProperty().get().ifPresent(model::markRead);
                }
            }
            case U -> model.selectedProperty().get().ifPresent(model::markUnread);
            case R -> refresh.run();
            case A -> model.selectedProperty().get().ifPresent(actions::perform);
            case SLASH, DIVIDE -> {
                if (event.isShiftDown()) {
                    keys.show();
                } else {
                    view.focusSearch();
                }
            }
            case ESCAPE -> model.detailOpenProperty().set(false);
            case ENTER -> {
                if (scene.getFocusOwner() instanceof ButtonBase) {
                    return false;
                }
                model.detailOpenProperty().set(true);
            }
            default -> {
                return outsideByText(event.getText());
            }
        }
        return true;
    }

    /// On many layouts these need Shift and have key codes of their own.
    private boolean outsideByText(String text) {
        switch (text) {
            case "/" -> view.focusSearch();
            case "?" -> keys.show();
            default -> {
                return false;
            }
        }
        return true;
    }
}
