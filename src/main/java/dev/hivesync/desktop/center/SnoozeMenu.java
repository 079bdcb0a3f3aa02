package dev.hivesync.desktop.center;

import dev.hivesync.attention.SnoozeChoice;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.inbox.Until;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Asks for how long threads are put off. Inside the window, since a popup of its own has white corners where nothing
/// blends windows.
public final class SnoozeMenu extends StackPane {

    private final SnoozeViewModel model;
    private final Words words;
    private final SnoozeWords ends;
    private final VBox items = new VBox();

    public SnoozeMenu(SnoozeViewModel model, Words words) {
        this.model = model;
        this.words = words;
        this.ends = new SnoozeWords(words);
        items.getStyleClass().addAll("menu", "snooze-menu");
        items.setAccessibleRole(AccessibleRole.CONTEXT_MENU);
        items.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getStyleClass().add("snooze-layer");
        setAlignment(items, Pos.CENTER);
        getChildren().add(items);
        setOnMousePressed(_ -> model.close());
        model.threadsProperty().subscribe(this::show);
    }

    private void show(List<ThreadRow> threads) {
        Nodes.show(this, !threads.isEmpty());
        if (threads.isEmpty()) {
            return;
        }
        String title = words.text("snooze.title", threads.size());
        items.setAccessibleText(title);
        items.getChildren().setAll(Nodes.heading(title, "menu-heading"));
        model.choices().forEach((choice, until) -> items.getChildren().add(item(choice, until)));
        if (model.someAsleep()) {
            items.getChildren().add(item(words.text("snooze.bring_back"), "", model::bringBack));
        }
        Label hint = Nodes.label(words.text("snooze.hint"), "menu-hint");
        hint.setWrapText(true);
        items.getChildren().add(hint);
        focusable().getFirst().requestFocus();
    }

    private Button item(SnoozeChoice choice, Until until) {
        return item(ends.choice(choice), ends.dated(until), () -> model.choose(choice));
    }

    private Button item(String name, String end, Runnable action) {
        Label when = Nodes.label(end, "menu-when");
        HBox line = new HBox(Nodes.label(name, "menu-name"), Nodes.spacer(), when);
        Button item = Nodes.button("", action, "menu-item", "quiet");
        item.setGraphic(line);
        item.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        line.prefWidthProperty().bind(item.widthProperty().subtract(26));
        item.setAccessibleRole(AccessibleRole.MENU_ITEM);
        item.setAccessibleText(end.isEmpty() ? name : words.text("list.row.also", name, end));
        item.setMaxWidth(Double.MAX_VALUE);
        return item;
    }

    private List<Node> focusable() {
        return items.getChildren().stream().filter(Button.class::isInstance).toList();
    }

    /// Takes a key while the menu is open.
    ///
    /// @return whether it did something
    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    public boolean key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> model.close();
            case DOWN, J, TAB -> move(event.isShiftDown() ? -1 : 1);
            case UP, K -> move(-1);
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
