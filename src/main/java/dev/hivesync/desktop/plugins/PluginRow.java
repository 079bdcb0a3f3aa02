package dev.hivesync.desktop.plugins;

import static java.util.Objects.requireNonNullElse;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.plugins.PluginsViewModel.Line;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One plugin: its name, how it stands, and the button that ends its connection.
final class PluginRow extends HBox {

    /// A name may have 128 characters.
    private static final int NAME = 40;

    private final Words words;
    private final Label name = Nodes.label("", "plugin-name");
    private final Label version = Nodes.label("", "plugin-version");
    private final Label standing = Nodes.label("", "plugin-standing");
    private final Label focus = Nodes.label("", "plugin-standing");
    private final Button button;

    PluginRow(Words words, Runnable disconnect) {
        this.words = words;
        button = Nodes.button(words.text("plugins.disconnect"), disconnect);
        version.setMinWidth(USE_PREF_SIZE);
        HBox title = new HBox(name, version);
        title.getStyleClass().add("plugin-title");
        standing.setWrapText(true);
        focus.setGraphic(Icons.of(Feather.EYE));
        VBox text = new VBox(title, standing, focus);
        text.getStyleClass().add("plugin-words");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        getStyleClass().add("plugin-row");
        getChildren().addAll(text, button);
    }

    /// @param project the name of the one that its user looks at, or empty
    void show(Line line, String project) {
        Plugin plugin = line.plugin();
        String called = Clean.brief(plugin.name(), NAME);
        String of = Clean.brief(requireNonNullElse(plugin.version(), ""), NAME / 2);
        String stands = words.text(
                "plugins.standing",
                words.moments().ago(plugin.since(), words.now().get()),
                plugin.delivered(),
                plugin.waiting());
        String looks = project.isEmpty() ? "" : words.text("plugins.focus", Clean.line(project));
        name.setText(called);
        version.setText(of);
        Nodes.show(version, !of.isEmpty());
        standing.setText(stands);
        focus.setText(looks);
        Nodes.show(focus, !looks.isEmpty());
        button.setText(words.text(line.leaving() ? "plugins.disconnecting" : "plugins.disconnect"));
        button.setDisable(line.leaving());
        button.setAccessibleText(words.text("plugins.disconnect.name", (called + " " + of).strip(), stands));
    }

    Button button() {
        return button;
    }
}
