package dev.hivesync.desktop.sidebar;

import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.center.CenterModels;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.sidebar.SidebarViewModel.Item;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The sidebar: logo and connection, what the list can be narrowed to, and the plugins at the foot.
public final class SidebarView extends VBox {

    private final SidebarViewModel model;
    private final CenterModels center;
    private final ViewList views;
    private final Words words;
    private final BooleanProperty settings;
    private final VBox items = new VBox();
    private final List<ItemButton> buttons = new ArrayList<>();
    private final FootView foot;

    /// @param settings whether the settings have the list's place
    /// @param plugins leads to those that are connected
    public SidebarView(
            SidebarViewModel model,
            QuietViewModel quiet,
            CenterModels center,
            Words words,
            BooleanProperty settings,
            Runnable plugins) {
        this.model = model;
        this.center = center;
        this.views = new ViewList(center.views(), words, settings);
        this.settings = settings;
        this.words = words;
        getStyleClass().add("sidebar");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(words.text("sidebar.name"));
        items.getStyleClass().add("sidebar-items");
        ScrollPane scroll = Nodes.scroll(items);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        foot = new FootView(model, quiet, words, settings, plugins);
        getChildren().addAll(header(), scroll, foot);
        model.itemsProperty().subscribe(this::show);
        center.list().narrowing().filterProperty().subscribe(_ -> select());
        settings.subscribe(_ -> select());
    }

    /// How high the foot is, above which there is room for a menu.
    public ReadOnlyDoubleProperty footHeightProperty() {
        return foot.heightProperty();
    }

    private HBox header() {
        VBox text = new VBox(
                Nodes.heading(words.text("window.title"), "brand"), new ConnectionLine(model.linkProperty(), words));
        text.getStyleClass().add("brand-text");
        HBox header = new HBox(Icons.logo(), text);
        header.getStyleClass().add("sidebar-header");
        return header;
    }

    /// Buttons are kept while the items keep their order, so that focus stays.
    private void show(List<Item> next) {
        if (!next.stream()
                .map(Item::scope)
                .toList()
                .equals(buttons.stream().map(ItemButton::scope).toList())) {
            buttons.clear();
            items.getChildren().clear();
            boolean tasks = false;
            boolean viewed = false;
            boolean projects = false;
            for (Item item : next) {
                if (item.scope() instanceof Scope.Task && !viewed) {
                    items.getChildren().add(views);
                    viewed = true;
                }
                if (item.scope() instanceof Scope.Task && !tasks) {
                    items.getChildren().add(Nodes.heading(words.text("sidebar.tasks"), "sidebar-section"));
                    tasks = true;
                }
                if (item.scope() instanceof Scope.Project && !projects) {
                    items.getChildren().add(Nodes.heading(words.text("sidebar.projects"), "sidebar-section"));
                    projects = true;
                }
                ItemButton button = new ItemButton(item, words, () -> choose(item.scope()));
                buttons.add(button);
                items.getChildren().add(button);
            }
            select();
        }
        for (int i = 0; i < next.size(); i++) {
            buttons.get(i).show(next.get(i));
        }
    }

    private void choose(Scope scope) {
        if (center.views().shown().isPresent()) {
            center.list().narrowing().show(scope);
        } else {
            model.scopeProperty().set(scope);
        }
        settings.set(false);
    }

    private void select() {
        Scope scope = model.scopeProperty().get();
        boolean elsewhere = settings.get() || center.views().shown().isPresent();
        views.select();
        buttons.forEach(
                button -> button.setSelected(!elsewhere && button.scope().equals(scope)));
    }
}
