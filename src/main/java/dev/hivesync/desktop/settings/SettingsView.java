package dev.hivesync.desktop.settings;

import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.SearchField;
import dev.hivesync.desktop.look.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The settings, in the place of list and detail. Whatever is set here holds at once.
public final class SettingsView extends VBox {

    private final SettingsViewModel model;
    private final Words words;
    private final SearchField search;
    private final VBox content = new VBox();
    private final ScrollPane scroll = Nodes.scroll(content);
    private final Map<String, ItemRow> rows = new HashMap<>();

    public SettingsView(SettingsViewModel model, DiagnosticsViewModel diagnostics, Words words) {
        this.model = model;
        this.words = words;
        search = new SearchField(words, "settings.search", model.queryProperty());
        getStyleClass().add("settings");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(words.text("settings.title"));
        content.getStyleClass().add("settings-content");
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(header(), trouble(), notice(diagnostics), scroll);
        model.sectionsProperty().subscribe(this::show);
        model.settingsProperty().subscribe(settings -> rows.values().forEach(row -> row.show(settings)));
    }

    private Node header() {
        Button back = Nodes.iconButton(
                Feather.ARROW_LEFT,
                words.text("settings.close"),
                () -> model.openProperty().set(false));
        Label title = Nodes.heading(words.text("settings.title"), "settings-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = new HBox(back, title, Nodes.spacer(), search);
        header.getStyleClass().add("settings-header");
        return header;
    }

    private Node trouble() {
        Label sentence = Nodes.label("", "error-text");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        HBox box = new HBox(Icons.of(Feather.ALERT_CIRCLE), sentence);
        box.getStyleClass().add("error-box");
        HBox frame = new HBox(box);
        HBox.setHgrow(box, Priority.ALWAYS);
        frame.getStyleClass().add("settings-trouble");
        model.troubleProperty().subscribe(trouble -> {
            Nodes.show(frame, trouble.isPresent());
            sentence.setText(trouble.map(this::sentence).orElse(""));
        });
        return frame;
    }

    private Node notice(DiagnosticsViewModel diagnostics) {
        Label sentence = Nodes.label("", "message-text");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        HBox box = new HBox(sentence);
        box.getStyleClass().add("message-box");
        HBox frame = new HBox(box);
        HBox.setHgrow(box, Priority.ALWAYS);
        frame.getStyleClass().add("settings-trouble");
        diagnostics.saidProperty().subscribe(said -> {
            Nodes.show(frame, said.isPresent());
            said.ifPresent(what -> {
                sentence.setText(what.file()
                        .map(file -> words.text("diagnostics.saved", Clean.line(file)))
                        .orElseGet(() -> words.text("diagnostics.failed")));
                box.getStyleClass().removeAll(Mood.SUCCESS.styleClass(), Mood.FAILURE.styleClass());
                box.getStyleClass().add((what.file().isPresent() ? Mood.SUCCESS : Mood.FAILURE).styleClass());
            });
        });
        return frame;
    }

    private String sentence(Preferences.Trouble trouble) {
        return words.text("settings.trouble." + trouble.name().toLowerCase(Locale.ROOT));
    }

    /// Rows are kept, so that the focus stays where it is while something else changes.
    private void show(List<Section> sections) {
        List<Node> nodes = new ArrayList<>();
        for (Section section : sections) {
            VBox card = new VBox();
            card.getStyleClass().add("settings-card");
            card.setAccessibleRole(AccessibleRole.PARENT);
            card.setAccessibleText(section.title());
            for (Item item : section.items()) {
                ItemRow row = rows.computeIfAbsent(item.key() + item.title(), _ -> new ItemRow(item, model, words));
                row.show(model.settingsProperty().get());
                card.getChildren().add(row);
            }
            VBox box = new VBox(Nodes.heading(section.title(), "settings-section"), card);
            nodes.add(box);
        }
        if (sections.isEmpty()) {
            nodes.add(nothing());
        }
        content.getChildren().setAll(nodes);
        scroll.setVvalue(0);
    }

    private Node nothing() {
        VBox box = new VBox(
                Nodes.heading(words.text("empty.no_match.title"), "blank-title"),
                Nodes.wrapped(words.text("settings.nothing"), "blank-text"),
                Nodes.button(
                        words.text("list.search.clear"),
                        () -> model.queryProperty().set("")));
        box.getStyleClass().add("blank-card");
        return box;
    }

    public void focusSearch() {
        search.take();
    }
}
