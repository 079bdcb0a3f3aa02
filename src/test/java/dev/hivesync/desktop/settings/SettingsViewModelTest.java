package dev.hivesync.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.wire.NotificationType;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsViewModelTest {

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final SettingsViewModel model = new SettingsViewModel(
            preferences,
            new Texts(Locale.ENGLISH),
            SettingsLeads.NOWHERE,
            new OwnSettings(Optional.empty(), true, Optional.empty()));

    @Test
    void every_type_and_every_project_can_be_set() {
        model.projects(Samples.PROJECTS);
        List<String> keys = items().stream().map(Item::key).toList();
        for (NotificationType type : NotificationType.values()) {
            assertThat(keys).contains("type." + type.wireName());
        }
        assertThat(keys).contains("project.proj-1", "project.proj-2").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "quiet hours, quiet.hours",
        "QUIET  hours, quiet.hours",
        "maintenance, type.system_maintenance_warning",
        "atlas, project.proj-1",
        "dark, look.appearance",
        "muted projects meridian, project.proj-2",
    })
    void a_setting_is_found_by_its_name_its_heading_what_it_does_and_what_it_offers(String query, String key) {
        model.projects(Samples.PROJECTS);
        model.queryProperty().set(query);
        assertThat(items()).extracting(Item::key).contains(key);
        assertThat(items()).hasSizeLessThan(6);
    }

    @Test
    void words_that_are_nowhere_find_nothing_and_closing_forgets_them() {
        model.openProperty().set(true);
        model.queryProperty().set("coffee");
        assertThat(items()).isEmpty();
        model.openProperty().set(false);
        assertThat(items()).isNotEmpty();
    }

    /// Each control writes what it reads and nothing else of the settings.
    @Test
    void each_control_sets_what_it_shows() {
        model.projects(Samples.PROJECTS);
        for (Item item : items()) {
            Settings before = preferences.now();
            switch (item.control()) {
                case Control.Switch control -> {
                    boolean on = control.get().test(before);
                    model.change(settings -> control.set().apply(settings, !on));
                    assertThat(control.get().test(preferences.now())).isEqualTo(!on);
                    model.change(settings -> control.set().apply(settings, on));
                }
                case Control.Choice control -> {
                    String usual = control.get().apply(before);
                    for (Control.Option option : control.options()) {
                        model.change(settings -> control.set().apply(settings, option.id()));
                        assertThat(control.get().apply(preferences.now())).isEqualTo(option.id());
                    }
                    model.change(settings -> control.set().apply(settings, usual));
                }
                case Control.TimeOfDay control -> {
                    LocalTime time = control.get().apply(before);
                    model.change(settings -> control.set().apply(settings, LocalTime.of(3, 45)));
                    assertThat(control.get().apply(preferences.now())).isEqualTo(LocalTime.of(3, 45));
                    model.change(settings -> control.set().apply(settings, time));
                }
                case Control.Lead _, Control.Login _ -> {}
                case Control.Days control ->
                    assertThat(control.get().apply(before))
                            .isEqualTo(before.doNotDisturb().quietHours());
            }
            assertThat(preferences.now()).as(item.key()).isEqualTo(before);
        }
    }

    @Test
    void what_changes_elsewhere_is_shown() {
        preferences.observe(model::update);
        preferences.change(settings -> settings.loudness("ai_job_failed", Loudness.MUTED, Loudness.TOAST));
        assertThat(model.settingsProperty().get().loudness()).containsEntry("ai_job_failed", Loudness.MUTED);
    }

    @ParameterizedTest
    @CsvSource({"7, 07:00", "7:30, 07:30", "730, 07:30", "07.30, 07:30", " 23:59 , 23:59", "0, 00:00"})
    void times_are_understood_as_people_type_them(String typed, LocalTime time) {
        assertThat(TypedTime.of(typed)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24:00", "7:60", "noon", "-1", "7:3", "123456"})
    void what_is_no_time_is_none(String typed) {
        assertThat(TypedTime.of(typed)).isEmpty();
    }

    private List<Item> items() {
        return model.sectionsProperty().get().stream()
                .flatMap(section -> section.items().stream())
                .toList();
    }
}
