package dev.hivesync.desktop.settings;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.wire.Api;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The settings screen: what there is to set, what of it is looked for, and what is set.
public final class SettingsViewModel {

    private final Preferences preferences;
    private final SettingsCatalog catalog;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final StringProperty query = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyObjectWrapper<Optional<Preferences.Trouble>> trouble;
    private final ReadOnlyObjectWrapper<List<Section>> sections = new ReadOnlyObjectWrapper<>(List.of());
    private List<Api.Project> projects = List.of();
    private boolean looked; // whether anybody has asked for the list yet: the first frame does not wait for it

    public SettingsViewModel(Preferences preferences, Texts texts) {
        this(preferences, texts, SettingsLeads.NOWHERE, OwnSettings.NONE);
    }

    public SettingsViewModel(Preferences preferences, Texts texts, SettingsLeads leads, OwnSettings own) {
        this.preferences = preferences;
        this.catalog = new SettingsCatalog(texts, leads, own);
        settings = new ReadOnlyObjectWrapper<>(preferences.now());
        trouble = new ReadOnlyObjectWrapper<>(preferences.trouble());
        query.subscribe(_ -> find());
        open.subscribe(on -> {
            if (on) {
                own.login().ifPresent(LoginViewModel::look);
            } else {
                query.set("");
            }
        });
    }

    /// The settings or the state of their file have changed.
    public void update() {
        settings.set(preferences.now());
        trouble.set(preferences.trouble());
    }

    public void projects(List<Api.Project> known) {
        if (!projects.equals(known)) {
            projects = known;
            find();
        }
    }

    private void find() {
        if (!looked) {
            return;
        }
        List<Section> all = catalog.sections(projects);
        sections.set(
                query.get().isBlank()
                        ? all
                        : all.stream()
                                .map(section -> section.matching(query.get()))
                                .filter(section -> !section.items().isEmpty())
                                .toList());
    }

    void change(UnaryOperator<Settings> change) {
        preferences.change(change);
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /// What is wrong with the settings' file.
    public ReadOnlyObjectProperty<Optional<Preferences.Trouble>> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// What is to be shown, by the query.
    ReadOnlyObjectProperty<List<Section>> sectionsProperty() {
        if (!looked) {
            looked = true;
            find();
        }
        return sections.getReadOnlyProperty();
    }

    public StringProperty queryProperty() {
        return query;
    }

    /// Whether the screen is up.
    public BooleanProperty openProperty() {
        return open;
    }
}
