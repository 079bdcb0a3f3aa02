package dev.hivesync.desktop.settings;

import dev.hivesync.attention.QuietHours;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Words;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One setting: its name, what it does, and the control.
final class ItemRow extends HBox {

    private final Item item;
    private final SettingsViewModel model;
    private final Words words;
    private final Texts texts;
    private final Label explanation;
    private final Consumer<Settings> shower;

    ItemRow(Item item, SettingsViewModel model, Words words) {
        this.item = item;
        this.model = model;
        this.words = words;
        this.texts = words.texts();
        getStyleClass().add("setting");
        Label title = Nodes.label(item.title(), "setting-title");
        title.setWrapText(true);
        VBox said = new VBox(title);
        said.getStyleClass().add("setting-words");
        explanation = Nodes.label(item.text(), "setting-text");
        if (!item.text().isEmpty()) {
            explanation.setWrapText(true);
            explanation.setMinHeight(Region.USE_PREF_SIZE);
            said.getChildren().add(explanation);
        }
        said.setMinWidth(0);
        HBox.setHgrow(said, Priority.ALWAYS);
        getChildren().add(said);
        shower = switch (item.control()) {
            case Control.Switch control -> toggle(control);
            case Control.Choice control -> choice(control);
            case Control.TimeOfDay control -> time(control);
            case Control.Days control -> days(control);
            case Control.Lead control -> lead(control);
            case Control.Login control -> login(control);
        };
    }

    void show(Settings settings) {
        shower.accept(settings);
        setDisable(!item.applies().test(settings));
    }

    private Consumer<Settings> toggle(Control.Switch control) {
        SwitchControl toggle = new SwitchControl(item.title(), item.text());
        toggle.selectedProperty()
                .addListener(
                        (_, _, on) -> model.change(settings -> control.set().apply(settings, on)));
        addControl(toggle);
        return settings -> toggle.setSelected(control.get().test(settings));
    }

    private Consumer<Settings> choice(Control.Choice control) {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        segments.setAccessibleRole(AccessibleRole.PARENT);
        segments.setAccessibleText(item.title());
        Map<String, ToggleButton> buttons = new LinkedHashMap<>();
        for (Control.Option option : control.options()) {
            ToggleButton button = segment(option.text());
            // Clicked again it stays, as one of several.
            button.setOnAction(_ -> {
                button.setSelected(true);
                model.change(settings -> control.set().apply(settings, option.id()));
            });
            buttons.put(option.id(), button);
            segments.getChildren().add(button);
        }
        addControl(segments);
        return settings -> buttons.forEach(
                (id, button) -> button.setSelected(id.equals(control.get().apply(settings))));
    }

    private Consumer<Settings> lead(Control.Lead control) {
        Button button = Nodes.button(control.text(), control.action());
        button.setAccessibleText(texts.text("settings.option", item.title(), control.text()));
        addControl(button);
        return _ -> {};
    }

    /// The system's answer comes later than the settings, and by itself.
    private Consumer<Settings> login(Control.Login control) {
        SwitchControl toggle = new SwitchControl(item.title(), item.text());
        LoginViewModel login = control.model();
        toggle.selectedProperty().addListener((_, _, on) -> login.set(on));
        addControl(toggle);
        login.standingProperty().subscribe(standing -> {
            boolean possible = standing != LoginStart.Standing.NOT_INSTALLED;
            toggle.setSelected(standing == LoginStart.Standing.ON);
            toggle.setDisable(!possible);
            explanation.setText(
                    switch (standing) {
                        case ON, OFF -> item.text();
                        case NOT_INSTALLED -> texts.text("settings.program.login.not_installed");
                        case REFUSED -> texts.text("settings.program.login.refused");
                    });
            toggle.setAccessibleHelp(explanation.getText());
        });
        return _ -> {};
    }

    private Consumer<Settings> time(Control.TimeOfDay control) {
        TimeField field = new TimeField(
                words.moments()::clock,
                time -> model.change(settings -> control.set().apply(settings, time)));
        field.setAccessibleText(item.title());
        field.setAccessibleHelp(item.text());
        addControl(field);
        return settings -> field.show(control.get().apply(settings));
    }

    private Consumer<Settings> days(Control.Days control) {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        segments.setAccessibleRole(AccessibleRole.PARENT);
        segments.setAccessibleText(item.title());
        Map<DayOfWeek, ToggleButton> buttons = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            ToggleButton button = segment(day.getDisplayName(TextStyle.SHORT_STANDALONE, texts.locale()));
            button.getStyleClass().add("day-segment");
            button.setAccessibleText(
                    texts.text("settings.option", item.title(), day.getDisplayName(TextStyle.FULL, texts.locale())));
            button.setOnAction(_ -> model.change(settings -> {
                QuietHours hours = control.get().apply(settings);
                return control.set().apply(settings, hours.day(day, button.isSelected()));
            }));
            buttons.put(day, button);
            segments.getChildren().add(button);
        }
        addControl(segments);
        return settings -> buttons.forEach((day, button) ->
                button.setSelected(control.get().apply(settings).days().contains(day)));
    }

    private ToggleButton segment(String text) {
        ToggleButton button = new ToggleButton(text);
        button.getStyleClass().add("segment");
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(texts.text("settings.option", item.title(), text));
        return button;
    }

    private void addControl(Node control) {
        if (control instanceof Region region) {
            region.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().add(control);
    }
}
