package dev.hivesync.desktop.sidebar;

import dev.hivesync.attention.DoNotDisturb;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The menu of do-not-disturb, above the sidebar's foot. Inside the window: a popup of its own has white corners
/// where nothing blends windows.
public final class QuietMenu extends StackPane {

    private final QuietViewModel model;
    private final Words words;
    private final VBox items = new VBox();
    private final Button resume;

    /// @param settings opens the settings
    /// @param below how high what stands below the menu is
    public QuietMenu(QuietViewModel model, Words words, Runnable settings, ReadOnlyDoubleProperty below) {
        this.model = model;
        this.words = words;
        resume = item("quiet.resume", model::resume);
        items.getStyleClass().add("menu");
        items.setAccessibleRole(AccessibleRole.CONTEXT_MENU);
        items.setAccessibleText(words.text("quiet.name"));
        items.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getStyleClass().add("menu-layer");
        items.translateYProperty().bind(below.negate());
        setAlignment(items, Pos.BOTTOM_LEFT);
        getChildren().add(items);
        setOnMousePressed(_ -> model.menuOpenProperty().set(false));
        model.quietProperty().subscribe(quiet -> Nodes.show(resume, quiet.isPresent()));
        model.menuOpenProperty().subscribe(on -> {
            Nodes.show(this, on);
            if (on) {
                if (items.getChildren().isEmpty()) {
                    fill(settings);
                }
                focusable().getFirst().requestFocus();
            }
        });
    }

    private void fill(Runnable settings) {
        items.getChildren()
                .addAll(
                        Nodes.heading(words.text("quiet.name"), "menu-heading"),
                        resume,
                        item("quiet.half_hour", () -> model.pause(Duration.ofMinutes(30))),
                        item("quiet.hour", () -> model.pause(Duration.ofHours(1))),
                        item("quiet.tomorrow", model::pauseUntilTomorrow),
                        item("quiet.hours", () -> {
                            model.menuOpenProperty().set(false);
                            settings.run();
                        }));
    }

    private Button item(String key, Runnable action) {
        Button item = Nodes.button(
                words.text(key, words.moments().clock(DoNotDisturb.MORNING)), action, "menu-item", "quiet");
        item.setAccessibleRole(AccessibleRole.MENU_ITEM);
        item.setMaxWidth(Double.MAX_VALUE);
        item.setAlignment(Pos.CENTER_LEFT);
        return item;
    }

    private List<Node> focusable() {
        return items.getChildren().stream()
                .filter(node -> node instanceof Button && node.isManaged())
                .toList();
    }

    /// Takes a key while the menu is open.
    ///
    /// @return whether it did something
    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    public boolean key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> model.menuOpenProperty().set(false);
            case DOWN, TAB -> move(event.isShiftDown() ? -1 : 1);
            case UP -> move(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void move(int by) {
        Nodes.moveFocus(focusable(), by);
    }
}
