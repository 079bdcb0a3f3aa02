package dev.hivesync.desktop;

import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.KeysOverlay;
import dev.hivesync.desktop.center.Phase;
import dev.hivesync.desktop.center.SnoozeViewModel;
import dev.hivesync.desktop.center.ViewsViewModel;
import dev.hivesync.desktop.look.Late;
import dev.hivesync.desktop.review.ReviewView;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Scene;
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
    private final BooleanProperty pluginsOpen;
    private final CenterViewModel model;
    private final KeysOverlay keys;
    private final Late<ReviewView> review;
    private final CenterKeys center;
    private final SnoozeViewModel snooze;
    private final ViewsViewModel views;
    private boolean taken; // the last key pressed

    Keys(Scene scene, WindowModel model, WindowView window, Runnable refresh) {
        this.scene = scene;
        this.model = model.center();
        this.snooze = model.centerModels().snooze();
        this.views = model.centerModels().views();
        this.settings = model.settings().openProperty();
        this.pluginsOpen = model.plugins().openProperty();
        this.menu = model.quiet().menuOpenProperty();
        this.window = window;
        this.keys = window.keys();
        this.review = window.review();
        this.center = new CenterKeys(model.centerModels(), window.center(), model.actions(), keys, refresh);
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
        if (window.about().isVisible()) {
            return window.about().key(event);
        }
        if (menu.get()) {
            return window.quietMenu().key(event);
        }
        if (snooze.open()) {
            return window.snoozeMenu().key(event);
        }
        if (views.askingProperty().get().isPresent()) {
            return window.viewDialog().key(event);
        }
        if (pluginsOpen.get()) {
            return window.plugins().key(event);
        }
        boolean plain = !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
        if (plain && settings.get()) {
            return inSettings(event);
        }
        if (model.phaseProperty().get() == Phase.SIGNED_OUT) {
            return false;
        }
        boolean text = scene.getFocusOwner() instanceof TextInputControl;
        if (review.shown()) {
            return plain && (review.get().take(event) || inReview(event));
        }
        if (event.isShortcutDown() && !settings.get()) {
            return center.shortcut(event, text);
        }
        if (!plain) {
            return false;
        }
        return text ? center.inText(event) : center.outside(event, scene.getFocusOwner());
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

    /// The other keys belong to the list below.
    private boolean inReview(KeyEvent event) {
        boolean help = event.getText().equals("?")
                || (event.isShiftDown() && (event.getCode() == KeyCode.SLASH || event.getCode() == KeyCode.DIVIDE));
        if (help) {
            keys.showReview();
        }
        return help;
    }
}
