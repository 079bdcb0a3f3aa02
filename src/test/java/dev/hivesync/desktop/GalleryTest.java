package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Appearance;
import dev.hivesync.attention.ClearRule;
import dev.hivesync.attention.DoNotDisturb;
import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.QuietHours;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.plugins.Plugins;
import dev.hivesync.desktop.settings.SignInProblem;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Disk;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.inbox.Progress;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Payload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Renders each state of the window to `target/gallery`, to be looked at.
class GalleryTest {

    private static final Duration SECONDS = Duration.ofSeconds(2);

    private Preferences preferences = Preferences.inMemory(Settings.DEFAULT);

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void the_day_with_a_finished_job_selected() throws Exception {
        render("detail", Opening.QUIET, scene -> select(scene, 2), Samples.present(day()));
    }

    @Test
    void the_day_with_nothing_selected() throws Exception {
        render("normal", Opening.QUIET, _ -> {}, Samples.present(day()));
    }

    @Test
    void a_failed_job_and_a_failed_sync() throws Exception {
        List<Entry> entries = with(
                Samples.day(),
                Samples.sync("s9", "failed", "sync-341", "proj-1", "afe127c", Samples.minutes(2), false),
                Samples.job("f9", "failed", "job-9001", "document_function", Samples.minutes(3), false));
        render(
                "failed",
                Opening.QUIET,
                scene -> select(scene, 2),
                Samples.present(Samples.state(Samples.LIVE, entries)));
    }

    @Test
    void offline() throws Exception {
        Link offline = new Link(Connection.OFFLINE, Samples.NOW.plusSeconds(87), 120);
        render("offline", Opening.QUIET, _ -> {}, Samples.present(Samples.state(offline, Samples.day())));
        render("offline-empty", Opening.QUIET, _ -> {}, Samples.present(Samples.state(offline, List.of())));
    }

    @Test
    void a_disk_that_failed() throws Exception {
        InboxState day = Samples.state(Samples.LIVE, Samples.day());
        render("rebuilt", Opening.QUIET, _ -> {}, Samples.present(on(day, new Disk.Rebuilt(Samples.NOW, 3), false)));
        render("disk-full", Opening.QUIET, _ -> {}, Samples.present(on(day, null, true)));
    }

    private static InboxState on(InboxState state, Disk.@Nullable Rebuilt rebuilt, boolean refusing) {
        return new InboxState(
                state.account(),
                state.user(),
                state.entries(),
                state.unread(),
                state.progress(),
                state.outbox(),
                state.link(),
                state.projects(),
                state.plugins(),
                state.nextSeq(),
                new Disk(refusing, rebuilt, null));
    }

    @Test
    void nothing_there() throws Exception {
        Link polling = new Link(Connection.POLLING, Samples.NOW.plusSeconds(20), 45);
        render("empty", Opening.QUIET, _ -> {}, Samples.present(Samples.state(polling, List.of())));
        render("no-match", Opening.QUIET, scene -> search(scene, "nowhere"), Samples.present(day()));
        render(
                "no-match-yet",
                Opening.QUIET,
                scene -> search(scene, "nowhere"),
                Samples.present(Samples.state(Link.OFFLINE, Samples.day())));
        InboxState none = Samples.state(polling, List.of());
        render(
                "loading",
                Opening.QUIET,
                _ -> {},
                Samples.present(new InboxState(
                        none.account(),
                        none.user(),
                        Map.of(),
                        0,
                        Progress.NONE,
                        List.of(),
                        polling,
                        none.projects(),
                        List.of(),
                        1)));
    }

    @Test
    void signed_out() throws Exception {
        Link out = new Link(Connection.SIGNED_OUT, null, 0);
        render("signed-out", Opening.QUIET, _ -> {}, Samples.present(Samples.state(out, List.of())));
        render(
                "signed-out-refused",
                Opening.QUIET,
                GalleryTest::signIn,
                Samples.present(Samples.state(out, List.of())));
    }

    @Test
    void somebody_has_signed_in() throws Exception {
        try (Pictures pictures = new Pictures(Size.USUAL, Errands.NONE)) {
            pictures.window().account(Optional.of("mira.lindqvist-andersson@engineering.example.org"));
            pictures.show(Samples.present(day())).take("account");
        }
    }

    @Test
    void toasts() throws Exception {
        Entry failed = Samples.sync("s9", "failed", "sync-341", "proj-2", "41b9d03", Duration.ofSeconds(2), false);
        Entry done = Samples.job("j4", "completed", "job-8f21", "refactor_module", Duration.ofSeconds(2), false);
        Entry ready = Samples.preview("p9", "ready", "demo-R4TT8Z", Duration.ofSeconds(2), false);
        render(
                "toast",
                Opening.OBSERVER,
                scene -> select(scene, 0),
                Samples.present(Samples.state(Samples.LIVE, with(Samples.day(), done))));
        render(
                "toasts",
                Opening.OBSERVER,
                _ -> {},
                Samples.present(Samples.state(Samples.LIVE, with(Samples.day(), failed, done, ready))));
    }

    @Test
    void the_picture_of_the_readme() throws Exception {
        Entry ready = Samples.preview("p9", "ready", "demo-R4TT8Z", Duration.ofSeconds(2), false);
        render(
                "screenshot",
                Opening.OBSERVER,
                scene -> select(scene, 3),
                Samples.present(Samples.state(Samples.LIVE, with(Samples.day(), ready))));
    }

    @Test
    void a_burst_is_one_summary() throws Exception {
        Entry[] burst = IntStream.range(0, 12)
                .mapToObj(i -> Samples.job(
                        "x" + i,
                        i == 5 ? "failed" : "completed",
                        "job-" + i,
                        "write_tests",
                        Duration.ofSeconds(2),
                        false))
                .toArray(Entry[]::new);
        render(
                "burst",
                Opening.OBSERVER,
                _ -> {},
                Samples.present(Samples.state(Samples.LIVE, with(Samples.day(), burst))));
    }

    @Test
    void a_burst_of_fifty_is_one_summary_too() throws Exception {
        Entry[] burst = IntStream.range(0, 50)
                .mapToObj(i -> switch (i % 5) {
                    case 0 -> Samples.sync("x" + i, "success", "sync-" + i, "proj-1", "afe127c", SECONDS, false);
                    case 1 -> Samples.preview("x" + i, "ready", "demo-R4TT" + i, SECONDS, false);
                    case 2 -> Samples.sync("x" + i, "failed", "sync-" + i, "proj-2", "41b9d03", SECONDS, false);
                    default -> Samples.job("x" + i, "completed", "job-" + i, "write_tests", SECONDS, false);
                })
                .toArray(Entry[]::new);
        render(
                "burst-50",
                Opening.OBSERVER,
                _ -> {},
                Samples.present(Samples.state(Samples.LIVE, with(Samples.day(), burst))));
    }

    @Test
    void a_hundred_thousand_rows() throws Exception {
        String[] actions = {"document_function", "write_tests", "explain_diff", "refactor_module"};
        List<Entry> entries = IntStream.range(0, 100_000)
                .mapToObj(i -> Samples.job(
                        "r" + i,
                        i % 9 == 4 ? "failed" : "completed",
                        "job-" + i,
                        actions[i % 4],
                        Duration.ofSeconds(40 + 97L * i),
                        i > 12_345))
                .toList();
        InboxState state = Samples.state(Samples.LIVE, entries);
        render("rows-100000", Opening.QUIET, scene -> select(scene, 3), Samples.present(state));
        render(
                "rows-100000-end",
                Size.SMALLEST,
                Opening.QUIET,
                scene -> ((ListView<?>) scene.lookup(".threads")).scrollTo(200_000),
                Samples.present(state));
    }

    @Test
    void twice_as_large() throws Exception {
        try (Pictures pictures = new Pictures(Size.USUAL, Errands.NONE)) {
            pictures.show(Samples.present(day())).select("job:job-8e90").takeTwiceAsLarge("double");
            pictures.press(KeyCode.COMMA, false, true).takeTwiceAsLarge("double-settings");
        }
    }

    @Test
    void diagnostics_that_were_saved_or_not() throws Exception {
        for (boolean saved : new boolean[] {true, false}) {
            Insight insight = new Insight(
                    Plugins.NONE,
                    _ -> {},
                    _ -> CompletableFuture.completedFuture(saved),
                    _ -> Optional.of(Path.of("hivesync-diagnostics-2026-11-23-1426.txt")));
            try (Pictures pictures =
                    new Pictures(Size.USUAL, new Texts(Locale.ENGLISH), Pictures.ports(insight), Opening.QUIET)) {
                pictures.show(Samples.present(day()))
                        .press(KeyCode.COMMA, false, true)
                        .then(scene -> settingsSearch(scene, "diagnostics"))
                        .then(scene -> ((Button) scene.lookup(".setting .hs-button")).fire())
                        .once(scene -> scene.getRoot().lookupAll(".settings-trouble").stream()
                                .anyMatch(Node::isVisible))
                        .take(saved ? "diagnostics-saved" : "diagnostics-not-saved");
            }
        }
    }

    @Test
    void a_mark_that_the_server_refused() throws Exception {
        Entry plain = Samples.job("j7", "completed", "job-77aa", "document_function", Samples.minutes(3), false);
        OutboxItem parked = new OutboxItem(1, "j7", Mark.READ, Samples.NOW, "422 INVALID_INPUT");
        Entry refused = new Entry(plain.notification(), plain.arrivedAt(), parked);
        render(
                "refused",
                Opening.QUIET,
                scene -> select(scene, 1),
                Samples.present(Samples.state(Samples.LIVE, with(Samples.day(), refused))));
    }

    @Test
    void a_small_window() throws Exception {
        render("narrow", Size.SMALLEST, Opening.QUIET, _ -> {}, Samples.present(day()));
        render(
                "narrow-detail",
                Size.SMALLEST,
                Opening.QUIET,
                scene -> {
                    select(scene, 2);
                    press(scene);
                },
                Samples.present(day()));
    }

    @Test
    void a_large_window() throws Exception {
        render("large", new Size(1680, 1000), Opening.QUIET, scene -> select(scene, 1), Samples.present(day()));
    }

    @Test
    void strange_content() throws Exception {
        String hostile = "\u202Eevil \u0007 txt\u200F " + "an endless message without any sense ".repeat(40);
        List<Entry> entries = List.of(
                Samples.entry(
                        "u1",
                        "quantum_link_lost",
                        "proj-9-that-nobody-has-ever-given-a-name-because-it-is-too-long",
                        new Payload.Other(
                                Map.of("message", '"' + hostile + '"', "level", "3", "nested", "{\"a\":[1,2]}")),
                        Samples.minutes(1),
                        false),
                Samples.entry("u2", "ai_job_completed", null, new Payload.Other(Map.of()), Samples.minutes(2), false),
                Samples.notice("u3", "system_health_issue", hostile, Samples.minutes(3), false),
                Samples.job(
                        "u4",
                        "completed",
                        "job-" + "0123456789".repeat(12),
                        "action_".repeat(30),
                        Samples.minutes(4),
                        false),
                Samples.notice("u5", "worker_unavailable", "שלום עולם, العامل لا يستجيب", Samples.minutes(5), false));
        render(
                "strange",
                Opening.QUIET,
                scene -> select(scene, 0),
                Samples.present(Samples.state(Samples.LIVE, entries)));
        render(
                "strange-job",
                Opening.QUIET,
                scene -> select(scene, 3),
                Samples.present(Samples.state(Samples.LIVE, entries)));
    }

    @Test
    void settings() throws Exception {
        preferences = Preferences.inMemory(chosen());
        Consumer<Scene> open = scene -> key(scene, KeyCode.COMMA, true);
        render("settings", Opening.QUIET, open, Samples.present(day()));
        render("settings-end", Opening.QUIET, open.andThen(GalleryTest::scrollDown), Samples.present(day()));
        render(
                "settings-search",
                Opening.QUIET,
                open.andThen(scene -> settingsSearch(scene, "preview")),
                Samples.present(day()));
        render(
                "settings-nothing",
                Opening.QUIET,
                open.andThen(scene -> settingsSearch(scene, "coffee")),
                Samples.present(day()));
        render("settings-narrow", Size.SMALLEST, Opening.QUIET, open, Samples.present(day()));
        preferences = Preferences.inMemory(chosen().appearance(Appearance.LIGHT));
        render("settings-light", Opening.QUIET, open, Samples.present(day()));
        render("settings-light-end", Opening.QUIET, open.andThen(GalleryTest::scrollDown), Samples.present(day()));
    }

    @Test
    void settings_that_were_damaged(@TempDir Path home) throws Exception {
        Path file = home.resolve("settings.json");
        Files.writeString(file, "{\"theme\": ");
        preferences = Preferences.open(new SettingsFile(file));
        render("damaged", Opening.QUIET, _ -> {}, Samples.present(day()));
        render("settings-damaged", Opening.QUIET, scene -> key(scene, KeyCode.COMMA, true), Samples.present(day()));
        preferences.close();
    }

    @Test
    void the_light_theme() throws Exception {
        preferences = Preferences.inMemory(Settings.DEFAULT.appearance(Appearance.LIGHT));
        Entry failed = Samples.sync("s9", "failed", "sync-341", "proj-2", "41b9d03", Duration.ofSeconds(2), false);
        Entry ready = Samples.preview("p9", "ready", "demo-R4TT8Z", Duration.ofSeconds(2), false);
        render(
                "light",
                Opening.OBSERVER,
                scene -> select(scene, 3),
                Samples.present(Samples.state(Samples.LIVE, with(Samples.day(), failed, ready))));
        Link out = new Link(Connection.SIGNED_OUT, null, 0);
        render("light-signed-out", Opening.QUIET, _ -> {}, Samples.present(Samples.state(out, List.of())));
        render("light-keys", Opening.QUIET, scene -> key(scene, KeyCode.SLASH, "?"), Samples.present(day()));
        render("light-narrow", Size.SMALLEST, Opening.QUIET, _ -> {}, Samples.present(day()));
    }

    @Test
    void do_not_disturb() throws Exception {
        preferences = Preferences.inMemory(Settings.DEFAULT.doNotDisturb(
                DoNotDisturb.OFF.from(Samples.NOW.minusSeconds(300), Duration.ofHours(1))));
        Entry done = Samples.job("j4", "completed", "job-8f21", "refactor_module", Duration.ofSeconds(2), false);
        List<Entry> entries = with(Samples.day(), done);
        render(
                "quiet-held-back",
                Opening.QUIET,
                scene -> select(scene, 0),
                Samples.present(day()),
                Samples.arrivals(Samples.state(Samples.LIVE, entries), done));
        render("quiet-menu", Opening.QUIET, GalleryTest::menu, Samples.present(day()));
        render("quiet-menu-narrow", Size.SMALLEST, Opening.QUIET, GalleryTest::menu, Samples.present(day()));
        preferences = Preferences.inMemory(Settings.DEFAULT.doNotDisturb(
                DoNotDisturb.OFF.from(Samples.NOW.minusSeconds(1800), Duration.ofMinutes(30))));
        render("digest", Opening.QUIET, scene -> select(scene, 1), Samples.present(day()));
    }

    @Test
    void what_came_while_the_server_was_out_of_reach() throws Exception {
        Link offline = new Link(Connection.OFFLINE, Samples.NOW.plusSeconds(87), 120);
        Entry[] missed = IntStream.range(0, 8)
                .mapToObj(i -> Samples.job(
                        "x" + i, i == 5 ? "failed" : "completed", "job-" + i, "write_tests", minutesAndSome(i), false))
                .toArray(Entry[]::new);
        List<Entry> entries = with(Samples.day(), missed);
        render(
                "caught-up",
                Opening.QUIET,
                scene -> select(scene, 0),
                Samples.present(Samples.state(offline, Samples.day())),
                Samples.arrivals(Samples.state(offline, entries), missed),
                Samples.present(Samples.state(Samples.LIVE, entries)));
    }

    private static Duration minutesAndSome(int i) {
        return Duration.ofSeconds(20 + 47L * i);
    }

    @Test
    void failures_that_were_made_good_and_what_is_muted() throws Exception {
        preferences = Preferences.inMemory(Settings.DEFAULT.mutedProject("proj-2", true));
        List<Entry> entries = with(
                Samples.day(),
                Samples.sync("s9", "failed", "sync-341", "proj-1", "afe127c", Samples.minutes(7), true),
                Samples.sync("s10", "success", "sync-342", "proj-1", "b01dfac", Samples.minutes(3), false),
                Samples.job("f8", "failed", "job-9001", "document_function", Samples.minutes(6), true),
                Samples.job("f9", "completed", "job-9001", "document_function", Samples.minutes(2), false));
        render(
                "recovered",
                Opening.QUIET,
                scene -> select(scene, 4),
                Samples.present(Samples.state(Samples.LIVE, entries)));
    }

    private static Settings chosen() {
        return Settings.DEFAULT
                .loudness("ai_job_completed", Loudness.MUTED, Loudness.TOAST)
                .loudness("preview_consumed", Loudness.TOAST, Loudness.LIST)
                .mutedProject("proj-2", true)
                .clearing(ClearRule.SYNC_SEEN, false)
                .doNotDisturb(
                        DoNotDisturb.OFF.quietHours(QuietHours.OFF.on(true).day(DayOfWeek.SUNDAY, false)));
    }

    private static void menu(Scene scene) {
        ((Button) scene.lookup(".quiet-button")).fire();
    }

    private static void settingsSearch(Scene scene, String words) {
        ((TextField) scene.lookup(".settings-header .search")).setText(words);
    }

    private static void scrollDown(Scene scene) {
        ((ScrollPane) scene.lookup(".settings > .scroll-pane")).setVvalue(1);
    }

    private static void key(Scene scene, KeyCode code, boolean control) {
        scene.getRoot().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
    }

    private static void key(Scene scene, KeyCode code, String text) {
        scene.getRoot().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, true, false, false, false));
    }

    private static InboxState day() {
        return Samples.state(Samples.LIVE, Samples.day());
    }

    private static List<Entry> with(List<Entry> entries, Entry... more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(List.of(more));
        return all;
    }

    private static void select(Scene scene, int index) {
        ListView<?> list = (ListView<?>) scene.lookup(".threads");
        list.getSelectionModel().clearAndSelect(index);
        assertThat(list.getItems().get(index)).isInstanceOf(Row.class);
    }

    private static void press(Scene scene) {
        scene.getRoot()
                .fireEvent(new javafx.scene.input.KeyEvent(
                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                        "",
                        "",
                        javafx.scene.input.KeyCode.ENTER,
                        false,
                        false,
                        false,
                        false));
    }

    private static void search(Scene scene, String words) {
        ((TextField) scene.lookup(".search")).setText(words);
    }

    private static void signIn(Scene scene) {
        scene.getRoot().lookupAll(".sign-in-card .text-field").forEach(node -> {
            if (node instanceof TextField field) {
                field.setText(node instanceof PasswordField ? "secret" : "mira@example.org");
                field.getOnAction().handle(null);
            }
        });
    }

    private void render(String name, Opening opening, Consumer<Scene> then, Step... steps) throws Exception {
        render(name, Size.USUAL, opening, then, steps);
    }

    private void render(String name, Size size, Opening opening, Consumer<Scene> then, Step... steps) throws Exception {
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.of(SignInProblem.WRONG)),
                () -> {},
                () -> {},
                preferences);
        try (Pictures pictures = new Pictures(size, new Texts(Locale.ENGLISH), ports, opening)) {
            for (Step step : steps) {
                pictures.show(step);
            }
            pictures.then(then).take(name);
        }
    }
}
