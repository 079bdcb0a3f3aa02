package dev.hivesync.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PreferencesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Settings CHOSEN = Settings.DEFAULT
            .appearance(Appearance.SYSTEM)
            .language(Language.GERMAN)
            .reviewsOpen(true)
            .server("https://hivesync.example.com")
            .loudness("ai_job_completed", Loudness.MUTED, Loudness.TOAST)
            .loudness("quantum_link_lost", Loudness.LIST, Loudness.TOAST)
            .mutedProject("proj-1", true)
            .clearing(ClearRule.SYNC_SEEN, false)
            .doNotDisturb(DoNotDisturb.OFF
                    .quietHours(new QuietHours(
                            true, LocalTime.of(21, 30), LocalTime.of(6, 0), EnumSet.of(DayOfWeek.MONDAY)))
                    .highPasses(true)
                    .from(NOON, Duration.ofMinutes(30)))
            .presence(new SystemPresence(false, false, true))
            .place(new WindowPlace(-1200, 40.5, 1120, 760, true));

    @TempDir
    private Path home;

    private Path file() {
        return home.resolve("settings.json");
    }

    private Preferences open() {
        return Preferences.open(new SettingsFile(file()));
    }

    @Test
    void all_of_it_is_there_after_a_restart() {
        try (Preferences preferences = open()) {
            assertThat(preferences.now()).isEqualTo(Settings.DEFAULT);
            preferences.change(_ -> CHOSEN);
            assertThat(preferences.now()).isEqualTo(CHOSEN);
        }
        try (Preferences preferences = open()) {
            assertThat(preferences.now()).isEqualTo(CHOSEN);
            preferences.change(
                    settings -> settings.doNotDisturb(settings.doNotDisturb().ended(NOON)));
        }
        try (Preferences preferences = open()) {
            assertThat(preferences.now())
                    .isEqualTo(CHOSEN.doNotDisturb(CHOSEN.doNotDisturb().ended(NOON)));
            preferences.change(_ -> Settings.DEFAULT);
        }
        try (Preferences preferences = open()) {
            assertThat(preferences.now()).isEqualTo(Settings.DEFAULT);
            assertThat(preferences.trouble()).isEmpty();
        }
    }

    @Test
    void what_a_later_version_wrote_stays_in_the_file() throws IOException {
        Files.writeString(file(), """
                {"server": "https://hivesync.example.com", "bridge_port": 4711, "theme": "sepia", "hologram": {"on": true},
                 "auto_clear": {"sync_seen": false, "dreams": false}, "system": {"notifications": "no", "tray": false}, "notifications": {"ai_job_failed": "whispered"},
                 "do_not_disturb": {"quiet_hours": {"on": true, "moon": "full", "days": ["monday", "sol"]}}}
                """);
        try (Preferences preferences = open()) {
            Settings read = preferences.now();
            assertThat(read.server()).isEqualTo("https://hivesync.example.com");
            assertThat(read.bridgePortOrAny()).isEqualTo(4711);
            assertThat(read.appearance()).isEqualTo(Appearance.DARK);
            assertThat(read.clearing()).doesNotContain(ClearRule.SYNC_SEEN).hasSize(4);
            assertThat(read.presence()).isEqualTo(new SystemPresence(true, false, false));
            assertThat(read.doNotDisturb().quietHours().days()).containsExactly(DayOfWeek.MONDAY);
            preferences.change(settings -> settings.mutedProject("proj-1", true)
                    .doNotDisturb(settings.doNotDisturb()
                            .quietHours(settings.doNotDisturb().quietHours().from(LocalTime.of(20, 0)))));
        }
        JsonNode json = Json.MAPPER.readTree(Files.readString(file()));
        assertThat(json.path("theme").stringValue()).isEqualTo("sepia");
        assertThat(json.path("hologram").path("on").booleanValue()).isTrue();
        assertThat(json.path("auto_clear").path("dreams").booleanValue()).isFalse();
        assertThat(json.path("notifications").path("ai_job_failed").stringValue())
                .isEqualTo("whispered");
        JsonNode hours = json.path("do_not_disturb").path("quiet_hours");
        assertThat(hours.path("moon").stringValue()).isEqualTo("full");
        assertThat(hours.path("from").stringValue()).isEqualTo("20:00");
        assertThat(hours.path("days")).hasSize(2);
        assertThat(json.path("muted_projects")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"server\": ", "[]", "\"dark\"", "{\"server\": 5}", "{\"bridge_port\": 70000}", "\0\1"})
    void a_damaged_file_is_named_and_kept(String damaged) throws IOException {
        Files.writeString(file(), damaged);
        Files.writeString(home.resolve("settings-damaged-1.json"), "an earlier one");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Preferences preferences = open()) {
            preferences.observe(() -> heard.add(preferences.trouble().toString()));
            assertThat(preferences.trouble()).contains(Preferences.Trouble.DAMAGED);
            assertThat(preferences.now()).isEqualTo(Settings.DEFAULT);
            assertThat(Files.readString(file())).isEqualTo(damaged);
            preferences.change(settings -> settings.appearance(Appearance.LIGHT));
        }
        assertThat(heard).last().isEqualTo("Optional.empty");
        assertThat(Files.readString(home.resolve("settings-damaged-2.json"))).isEqualTo(damaged);
        assertThat(Files.readString(home.resolve("settings-damaged-1.json"))).isEqualTo("an earlier one");
        try (Preferences preferences = open()) {
            assertThat(preferences.now().appearance()).isEqualTo(Appearance.LIGHT);
        }
    }

    @Test
    void a_file_that_goes_or_breaks_under_the_running_program_is_written_whole() throws IOException {
        try (Preferences preferences = open()) {
            preferences.change(_ -> CHOSEN);
        }
        for (String broken : new String[] {"", "{\"theme\": "}) {
            try (Preferences preferences = open()) {
                if (broken.isEmpty()) {
                    Files.delete(file());
                } else {
                    Files.writeString(file(), broken);
                }
                preferences.change(settings -> settings.lessMotion(broken.isEmpty()));
            }
            try (Preferences preferences = open()) {
                assertThat(preferences.now()).isEqualTo(CHOSEN.lessMotion(broken.isEmpty()));
            }
        }
    }

    @Test
    void what_cannot_be_written_holds_and_is_said() throws IOException {
        Path blocked = home.resolve("gone").resolve("settings.json");
        Preferences preferences = Preferences.open(new SettingsFile(blocked));
        preferences.change(settings -> settings.appearance(Appearance.LIGHT));
        preferences.close();
        assertThat(preferences.now().appearance()).isEqualTo(Appearance.LIGHT);
        assertThat(preferences.trouble()).contains(Preferences.Trouble.NOT_SAVED);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobody_else_can_read_it() throws IOException {
        try (Preferences preferences = open()) {
            preferences.change(_ -> CHOSEN);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(home)) {
            assertThat(files).hasSize(1);
        }
    }
}
