package dev.hivesync.desktop;

import dev.hivesync.desktop.center.CenterView;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.Phase;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// The keys of the whole window. Text fields keep theirs, and buttons their Enter.
final class Keys {

    private final Scene scene;
    private final CenterViewModel model;
    private final CenterView view;
    private final Runnable refresh;

    Keys(Scene scene, CenterViewModel model, CenterView view, Runnable refresh) {
        this.scene = scene;
        this.model = model;
        this.view = view;
        this.refresh = refresh;
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        boolean plain = !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
        if (!plain || model.phaseProperty().get() == Phase.SIGNED_OUT) {
            return;
        }
        boolean taken = scene.getFocusOwner() instanceof TextInputControl ? inText(event) : outside(event);
        if (taken) {
            event.consume();
        }
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
            case SLASH, DIVIDE -> view.focusSearch();
            case ESCAPE -> model.detailOpenProperty().set(false);
            case ENTER -> {
                if (scene.getFocusOwner() instanceof ButtonBase) {
                    return false;
                }
                model.detailOpenProperty().set(true);
            }
            default -> {
                return "/".equals(event.getText()) && slash();
            }
        }
        return true;
    }

    /// On many layouts the slash needs Shift and has a key code of its own.
    private boolean slash() {
        view.focusSearch();
        return true;
    }
}
