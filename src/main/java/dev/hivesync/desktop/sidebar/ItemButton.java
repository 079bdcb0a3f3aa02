package dev.hivesync.desktop.sidebar;

import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.sidebar.SidebarViewModel.Item;
import java.util.Locale;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// One line of the sidebar: icon, name, what runs, what is unread.
final class ItemButton extends ToggleButton {

    private static final int MOST = 999;

    private final Scope scope;
    private final Words words;
    private final Label name = Nodes.label("", "sidebar-item-name");
    private final Label running = Nodes.label("", "running-count");
    private final Spinner spinner = new Spinner(5);
    private final Label badge = Nodes.label("", "badge");

    ItemButton(Item item, Words words, Runnable choose) {
        this.scope = item.scope();
        this.words = words;
        getStyleClass().add("sidebar-item");
        setMaxWidth(Double.MAX_VALUE);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        HBox line = new HBox(Icons.of(icon(scope)), name, Nodes.spacer(), spinner, running, badge);
        line.getStyleClass().add("sidebar-item-line");
        line.prefWidthProperty().bind(widthProperty().subtract(24));
        running.setMinWidth(USE_PREF_SIZE);
        badge.setMinWidth(USE_PREF_SIZE);
        setGraphic(line);
        // A toggle button would switch itself off on the second click.
        setOnAction(_ -> {
            setSelected(true);
            choose.run();
        });
    }

    Scope scope() {
        return scope;
    }

    void show(Item item) {
        String text = textOf(item);
        name.setText(text);
        Nodes.show(spinner, item.running() > 0);
        Nodes.show(running, item.running() > 0);
        running.setText(Integer.toString(item.running()));
        Nodes.show(badge, item.unread() > 0);
        badge.setText(item.unread() > MOST ? MOST + "+" : Integer.toString(item.unread()));
        String spoken = words.text(
                item.scope() instanceof Scope.Snoozed ? "sidebar.item.snoozed" : "sidebar.item.unread",
                text,
                item.unread());
        setAccessibleText(item.running() > 0 ? words.text("sidebar.item.running", spoken, item.running()) : spoken);
    }

    private String textOf(Item item) {
        return switch (item.scope()) {
            case Scope.All() -> words.text("sidebar.all");
            case Scope.Unread() -> words.text("sidebar.unread");
            case Scope.Task(var family) -> words.text("family." + family.name().toLowerCase(Locale.ROOT));
            case Scope.Snoozed() -> words.text("sidebar.snoozed");
            case Scope.Project _ -> item.name();
        };
    }

    private static Feather icon(Scope scope) {
        return switch (scope) {
            case Scope.All() -> Feather.INBOX;
            case Scope.Unread() -> Feather.BELL;
            case Scope.Task(var family) -> Icons.of(family);
            case Scope.Snoozed() -> Feather.CLOCK;
            case Scope.Project _ -> Feather.FOLDER;
        };
    }
}
