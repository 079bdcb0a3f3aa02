package dev.hivesync.desktop.plugins;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.plugins.PluginsViewModel.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.event.Event;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The connected plugins, over the window. Inside the window, as all that lies over it.
public final class PluginsView extends StackPane {

    private final PluginsViewModel model;
    private final Words words;
    private final Function<String, String> projectName;
    private final VBox list = new VBox();
    private final ScrollPane scroll = Nodes.scroll(list);
    private final VBox empty;
    private final Label hint;
    private final Button close;
    private final Map<Long, PluginRow> rows = new LinkedHashMap<>();

    /// @param projectName the name of the project of an id
    public PluginsView(PluginsViewModel model, Words words, Function<String, String> projectName) {
        this.model = model;
        this.words = words;
        this.projectName = projectName;
        list.getStyleClass().add("plugin-list");
        scroll.getStyleClass().add("plugin-scroll");
        scroll.setFocusTraversable(false);
        // By itself it counts each text as one line.
        scroll.prefViewportHeightProperty().bind(list.heightProperty());
        empty = empty();
        hint = Nodes.label(words.text("plugins.hint"), "view-hint");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        close = Nodes.button(words.text("plugins.close"), this::hide);
        HBox buttons = new HBox(Nodes.spacer(), close);
        VBox card = new VBox(Nodes.heading(words.text("plugins.title"), "blank-title"), empty, scroll, hint, buttons);
        card.getStyleClass().addAll("keys-card", "view-card", "plugins-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        card.setOnMousePressed(Event::consume);
        getStyleClass().add("keys-overlay");
        getChildren().add(card);
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(words.text("plugins.title"));
        setOnMousePressed(_ -> hide());
        model.linesProperty().subscribe(this::show);
        model.openProperty().subscribe(open -> {
            Nodes.show(this, open);
            if (open) {
                focusFirst();
            }
        });
    }

    public void focusFirst() {
        // Before, a view that has just been made has nothing in its list.
        applyCss();
        focusable().getFirst().requestFocus();
    }

    private VBox empty() {
        StackPane tile = new StackPane(Icons.of(Feather.LINK));
        tile.getStyleClass().add("blank-icon");
        Label text = Nodes.label(words.text("plugins.none.text"), "blank-text");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        VBox box = new VBox(tile, Nodes.label(words.text("plugins.none"), "plugin-name"), text);
        box.getStyleClass().add("plugins-none");
        return box;
    }

    private void hide() {
        model.openProperty().set(false);
    }

    /// Rows are kept, so that the focus stays where it is while the numbers move.
    private void show(List<Line> lines) {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        List<PluginRow> shown = new ArrayList<>();
        for (Line line : lines) {
            PluginRow row = rows.computeIfAbsent(
                    line.plugin().id(), _ -> new PluginRow(words, () -> model.disconnect(line.plugin())));
            row.show(
                    line,
                    line.plugin().focus() == null
                            ? ""
                            : projectName.apply(line.plugin().focus()));
            shown.add(row);
        }
        rows.values().retainAll(shown);
        if (!list.getChildren().equals(shown)) {
            list.getChildren().setAll(shown);
        }
        Nodes.show(empty, lines.isEmpty());
        Nodes.show(scroll, !lines.isEmpty());
        Nodes.show(hint, !lines.isEmpty());
        boolean lost = focused instanceof Button button && (button.isDisabled() || button.getScene() == null);
        if (isVisible() && lost) {
            focusFirst();
        }
    }

    private List<Node> focusable() {
        List<Node> nodes = new ArrayList<>();
        list.getChildren().stream()
                .map(row -> ((PluginRow) row).button())
                .filter(button -> !button.isDisabled())
                .forEach(nodes::add);
        nodes.add(close);
        return nodes;
    }

    /// Takes a key while the list is open; the focus stays in it.
    ///
    /// @return whether it did something
    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    public boolean key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> hide();
            case DOWN, J, TAB -> move(event.isShiftDown() ? -1 : 1);
            case UP, K -> move(-1);
            case ENTER, SPACE -> {
                return false;
            }
            default -> {}
        }
        return true;
    }

    private void move(int by) {
        Nodes.moveFocus(focusable(), by);
    }
}
