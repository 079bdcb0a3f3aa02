package dev.hivesync.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Saved views in the settings' file.
class SavedViewsTest {

    private static final List<SavedView> VIEWS = List.of(
            new SavedView("Failed syncs", Family.REPO_SYNC, null, false, "failed"),
            new SavedView("Atlas", null, "proj-1", true, ""),
            new SavedView("Über alles „so“", null, null, false, "ü \"x\""));

    @TempDir
    private Path home;

    private Path file() {
        return home.resolve("settings.json");
    }

    private List<SavedView> read() {
        try (Preferences preferences = Preferences.open(new SettingsFile(file()))) {
            return preferences.now().views();
        }
    }

    @Test
    void they_are_there_after_a_restart_in_their_order() {
        try (Preferences preferences = Preferences.open(new SettingsFile(file()))) {
            preferences.change(settings -> settings.views(VIEWS));
        }
        assertThat(read()).isEqualTo(VIEWS);
        try (Preferences preferences = Preferences.open(new SettingsFile(file()))) {
            preferences.change(settings -> settings.views(VIEWS.reversed()));
        }
        assertThat(read()).isEqualTo(VIEWS.reversed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "null",
                "\"a view\"",
                "[]",
                "{}",
                "{\"name\": \"\", \"unread\": true}",
                "{\"name\": \" blank before\", \"unread\": true}",
                "{\"name\": 4, \"unread\": true}",
                "{\"name\": \"no unread\"}",
                "{\"name\": \"wrong unread\", \"unread\": \"yes\"}",
                "{\"name\": \"later tasks\", \"unread\": true, \"tasks\": \"quantum\"}",
                "{\"name\": \"wrong project\", \"unread\": true, \"project\": 5}",
                "{\"name\": \"wrong search\", \"unread\": true, \"search\": {}}",
                "{\"name\": \"control \\u0007\", \"unread\": true}",
                "{\"name\": \"a name that is longer than any that could be typed\", \"unread\": true}",
                "{\"name\": \"Good\", \"unread\": true, \"search\": \"the same name again\"}"
            })
    void a_damaged_entry_does_not_lose_the_others(String damaged) throws Exception {
        Files.writeString(
                file(),
                "{\"theme\": \"light\", \"views\": [{\"name\": \"Good\", \"unread\": true}, " + damaged
                        + ", {\"name\": \"Also good\", \"unread\": false, \"tasks\": \"ai_job\"}]}");
        assertThat(read())
                .containsExactly(
                        new SavedView("Good", null, null, true, ""),
                        new SavedView("Also good", Family.AI_JOB, null, false, ""));
    }

    @Test
    void more_than_twenty_are_not_read() throws Exception {
        String many = String.join(
                ",",
                IntStream.range(0, 30)
                        .mapToObj(i -> "{\"name\": \"v" + i + "\", \"unread\": false}")
                        .toList());
        Files.writeString(file(), "{\"views\": [" + many + "]}");
        assertThat(read()).hasSize(20).extracting(SavedView::name).contains("v0", "v19");
    }

    @Test
    void what_is_no_list_is_no_view() throws Exception {
        Files.writeString(file(), "{\"views\": {\"name\": \"x\"}}");
        assertThat(read()).isEmpty();
    }
}
