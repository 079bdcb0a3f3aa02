package dev.hivesync.desktop.look;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The small parts that views are made of.
public final class Nodes {

    private Nodes() {}

    /// A pane that scrolls what is higher than it, never sideways. JavaFX would draw it from
    /// a picture of its content, which takes the first frame longer than the content itself.
    public static ScrollPane scroll(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.skinProperty()
                .subscribe(_ -> pane.getChildrenUnmodifiable().stream()
                        .filter(part -> part.getStyleClass().contains("viewport"))
                        .forEach(viewport -> viewport.setCache(false)));
        return pane;
    }

    public static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /// A text of as many lines as it needs.
    public static Label wrapped(String text, String... styleClasses) {
        Label label = label(text, styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static Button button(String text, Runnable action, String... styleClasses) {
        Button button = new Button(text);
        button.getStyleClass().add("hs-button");
        button.getStyleClass().addAll(styleClasses);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// A button without text; its name is read out and shown as a tip.
    public static Button iconButton(Feather icon, String name, Runnable action) {
        Button button = button("", action, "icon-button");
        button.setGraphic(Icons.of(icon));
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        return button;
    }

    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /// The screen reader says this node's text as a heading.
    public static Label heading(String text, String... styleClasses) {
        Label label = wrapped(text, styleClasses);
        label.setAccessibleRole(AccessibleRole.TEXT);
        return label;
    }

    /// Moves the focus among `nodes`, round and round.
    ///
    /// @param by how many nodes on; negative for back
    public static void moveFocus(List<Node> nodes, int by) {
        int at = nodes.indexOf(nodes.getFirst().getScene().getFocusOwner());
        nodes.get(Math.floorMod(at + by, nodes.size())).requestFocus();
    }

    /// A node that takes part in layout only while it is visible.
    public static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
