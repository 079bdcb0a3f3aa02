package dev.hivesync.desktop.sidebar;

import dev.hivesync.attention.SavedView;
import dev.hivesync.desktop.center.ViewsViewModel;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.scene.layout.VBox;

/// The saved views, where there are any.
final class ViewList extends VBox {

    private final ViewsViewModel model;
    private final Words words;
    private final BooleanProperty settings;
    private final List<ViewButton> buttons = new ArrayList<>();

    ViewList(ViewsViewModel model, Words words, BooleanProperty settings) {
        this.model = model;
        this.words = words;
        this.settings = settings;
        getStyleClass().add("view-list");
        model.itemsProperty().subscribe(this::show);
    }

    private void show(List<ViewsViewModel.Item> items) {
        Optional<SavedView> focused = buttons.stream()
                .filter(ViewButton::isFocused)
                .map(ViewButton::view)
                .findFirst();
        buttons.clear();
        getChildren().clear();
        Nodes.show(this, !items.isEmpty());
        if (!items.isEmpty()) {
            getChildren().add(Nodes.heading(words.text("sidebar.views"), "sidebar-section"));
        }
        for (ViewsViewModel.Item item : items) {
            ViewButton button = new ViewButton(item, buttons.size() + 1, model, words, () -> {
                model.open(item.view());
                settings.set(false);
            });
            buttons.add(button);
            getChildren().add(button);
        }
        buttons.stream()
                .filter(button -> focused.filter(button.view()::equals).isPresent())
                .forEach(ViewButton::requestFocus);
        select();
    }

    /// Marks the one that the list shows.
    void select() {
        Optional<SavedView> shown = settings.get() ? Optional.empty() : model.shown();
        buttons.forEach(
                button -> button.setSelected(shown.filter(button.view()::equals).isPresent()));
    }
}
