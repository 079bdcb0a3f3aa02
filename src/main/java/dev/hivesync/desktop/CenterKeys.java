package dev.hivesync.desktop;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.CenterModels;
import dev.hivesync.desktop.center.CenterView;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.KeysOverlay;
import dev.hivesync.desktop.center.Refusals;
import dev.hivesync.desktop.work.Actions;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// The keys of list and detail. Each deals with the picked rows where some are picked, else with the selected one.
final class CenterKeys {

    private final CenterModels models;
    private final CenterViewModel model;
    private final CenterView view;
    private final Actions actions;
    private final KeysOverlay keys;
    private final Runnable refresh;

    CenterKeys(CenterModels models, CenterView view, Actions actions, KeysOverlay keys, Runnable refresh) {
        this.models = models;
        this.model = models.list();
        this.view = view;
        this.actions = actions;
        this.keys = keys;
        this.refresh = refresh;
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    boolean inText(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> {
                model.narrowing().queryProperty().set("");
                view.focusList();
            }
            case DOWN -> view.move(0);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Keys with Ctrl, or Command on a Mac.
    ///
    /// @param text whether somebody is typing, whose own these are then
    boolean shortcut(KeyEvent event, boolean text) {
        KeyCode code = event.getCode();
        if (code.isDigitKey() && !event.isShiftDown() && !event.isAltDown()) {
            int place = code.getName().charAt(code.getName().length() - 1) - '1';
            return place >= 0 && models.views().open(place);
        }
        boolean typing = text && (code == KeyCode.A || code == KeyCode.Z);
        if (event.isShiftDown() || event.isAltDown() || typing) {
            return false;
        }
        return switch (code) {
            case A -> {
                model.picks().all();
                yield true;
            }
            case Z -> models.deeds().undo();
            case S -> {
                models.views().askToSave();
                yield true;
            }
            default -> false;
        };
    }

    boolean outside(KeyEvent event, @Nullable Node focused) {
        boolean shift = event.isShiftDown();
        switch (event.getCode()) {
            case J, DOWN -> step(shift, 1);
            case K, UP -> step(shift, -1);
            case X -> model.picks().toggle(model.selectedIndex());
            case E -> read(shift);
            case U -> unread();
            case S -> models.snooze().ask(model.concerned());
            case P -> models.deeds().pin(model.concerned());
            case R -> refresh.run();
            case A -> model.selectedProperty().get().ifPresent(this::act);
            case SLASH, DIVIDE -> {
                if (shift) {
                    keys.show();
                } else {
                    view.focusSearch();
                }
            }
            case ESCAPE -> {
                if (!model.picks().clear()) {
                    model.detailOpenProperty().set(false);
                }
            }
            case SPACE, ENTER -> {
                if (focused instanceof ButtonBase) {
                    return false;
                }
                if (event.getCode() == KeyCode.SPACE) {
                    model.picks().toggle(model.selectedIndex());
                } else {
                    model.detailOpenProperty().set(true);
                }
            }
            default -> {
                return outsideByText(event.getText());
            }
        }
        return true;
    }

    private void step(boolean picking, int by) {
        if (picking) {
            view.extend(by);
        } else {
            view.move(by);
        }
    }

    private void read(boolean all) {
        if (all) {
            models.deeds().read(model.listed());
        } else if (picking()) {
            models.deeds().read(model.concerned());
        } else {
            model.selectedProperty().get().ifPresent(model::markRead);
        }
    }

    private void unread() {
        if (picking()) {
            models.deeds().unread(model.concerned());
        } else {
            model.selectedProperty().get().ifPresent(model::markUnread);
        }
    }

    private boolean picking() {
        return model.picks().countProperty().get() > 0;
    }

    /// What the server refused comes first.
    private void act(ThreadRow thread) {
        if (Refusals.reason(thread).isPresent()) {
            models.refusals().retry(thread);
        } else {
            actions.perform(thread);
        }
    }

    /// On many layouts these need Shift and have key codes of their own.
    private boolean outsideByText(String text) {
        List<String> known = List.of("/", "?");
        if (text.equals("/")) {
            view.focusSearch();
        } else if (text.equals("?")) {
            keys.show();
        }
        return known.contains(text);
    }
}
