package dev.hivesync.desktop.sidebar;

import dev.hivesync.attention.SavedView;
import dev.hivesync.desktop.center.ViewsViewModel;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// A saved view in the sidebar. F2 renames it, Delete removes it, Alt with the arrows moves it.
final class ViewButton extends ToggleButton {

    private static final int MOST = 999;

    private final ViewsViewModel.Item item;
    private final ViewsViewModel model;

    /// @param place in the sidebar, from 1
    ViewButton(ViewsViewModel.Item item, int place, ViewsViewModel model, Words words, Runnable choose) {
        this.item = item;
        this.model = model;
        String text = Clean.line(item.view().name());
        Label badge = Nodes.label(item.unread() > MOST ? MOST + "+" : Integer.toString(item.unread()), "badge");
        badge.setMinWidth(USE_PREF_SIZE);
        Nodes.show(badge, item.unread() > 0);
        Button edit = Nodes.iconButton(Feather.EDIT_2, words.text("views.edit"), () -> model.askToRename(item.view()));
        edit.setFocusTraversable(false);
        edit.visibleProperty().bind(hoverProperty());
        edit.managedProperty().bind(hoverProperty());
        HBox line =
                new HBox(Icons.of(Feather.FILTER), Nodes.label(text, "sidebar-item-name"), Nodes.spacer(), edit, badge);
        line.getStyleClass().add("sidebar-item-line");
        line.prefWidthProperty().bind(widthProperty().subtract(24));
        getStyleClass().add("sidebar-item");
        setMaxWidth(Double.MAX_VALUE);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(line);
        setAccessibleText(words.text("sidebar.item.unread", text, item.unread()));
        setAccessibleHelp(words.text(place <= 9 ? "views.help.number" : "views.help", place));
        setOnAction(_ -> {
            setSelected(true);
            choose.run();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    SavedView view() {
        return item.view();
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case F2 -> model.askToRename(item.view());
            // A Mac's key of that name is the other one.
            case DELETE, BACK_SPACE -> model.delete(item.view());
            case UP -> move(event, -1);
            case DOWN -> move(event, 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(KeyEvent event, int by) {
        if (event.isAltDown()) {
            model.move(item.view(), by);
        }
    }
}
