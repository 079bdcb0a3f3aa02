package dev.hivesync.desktop;

import static dev.hivesync.desktop.Samples.minutes;

import dev.hivesync.attention.Appearance;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.inbox.Snooze;
import dev.hivesync.inbox.Until;
import dev.hivesync.wire.Family;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// The list's own states, to be looked at: rows picked, put off, pinned, failed, and saved views.
class CenterGalleryTest {

    private Preferences preferences = Preferences.inMemory(Settings.DEFAULT);

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private void picture(String name, Size size, InboxState state, UnaryOperator<Pictures> then) throws Exception {
        try (Pictures pictures = new Pictures(size, Errands.NONE, preferences)) {
            then.apply(pictures.show(Samples.present(state)))
                    .show(Samples.present(state))
                    .take(name);
        }
    }

    private void picture(String name, InboxState state, UnaryOperator<Pictures> then) throws Exception {
        picture(name, Size.USUAL, state, then);
    }

    private static InboxState day(Handling... handlings) {
        Map<String, Handling> byThread = new HashMap<>();
        for (Handling handling : handlings) {
            byThread.put(handling.thread(), handling);
        }
        return Samples.state(Samples.LIVE, Samples.day()).handled(byThread);
    }

    private static Handling pinned(String thread) {
        return new Handling(thread, Samples.NOW.minusSeconds(60), null);
    }

    private static Handling snoozed(String thread, Until until) {
        return new Handling(thread, null, new Snooze(Samples.NOW.minusSeconds(3600), until, null));
    }

    private static Handling back(String thread) {
        Snooze snooze = new Snooze(
                Samples.NOW.minusSeconds(7200),
                new Until.WallClock(LocalDateTime.ofInstant(Samples.NOW.minusSeconds(300), java.time.ZoneOffset.UTC)),
                Samples.NOW.minusSeconds(300));
        return new Handling(thread, null, snooze);
    }

    private static Pictures down(Pictures pictures, int rows) {
        for (int i = 0; i < rows; i++) {
            pictures.press(KeyCode.J);
        }
        return pictures;
    }

    private static Pictures all(Pictures pictures) {
        return pictures.press(KeyCode.A, false, true);
    }

    @Test
    void rows_are_picked() throws Exception {
        picture(
                "picked",
                day(),
                it -> down(it, 2).press(KeyCode.X).press(KeyCode.J, true, false).press(KeyCode.J, true, false));
        picture("picked-all", day(), CenterGalleryTest::all);
        picture("picked-narrow", Size.SMALLEST, day(), CenterGalleryTest::all);
    }

    @Test
    void the_last_deed_can_be_undone() throws Exception {
        picture("undo", day(), it -> it.press(KeyCode.E, true, false));
    }

    @Test
    void threads_are_pinned_and_back() throws Exception {
        picture(
                "pinned",
                day(pinned("job:job-8c77"), pinned("sync:sync-338"), back("job:job-8d02")),
                it -> down(it, 1));
    }

    @Test
    void threads_are_put_off() throws Exception {
        InboxState away = day(
                snoozed("job:job-8c77", new Until.WallClock(LocalDateTime.of(2026, 11, 24, 9, 0))),
                snoozed("sync:sync-338", new Until.Move()),
                snoozed("n2", new Until.WallClock(LocalDateTime.of(2026, 11, 30, 9, 0))));
        picture("snoozed", away, it -> it.then(scene -> item(scene, "Snoozed")));
        picture("snoozed-none", day(), it -> it.then(scene -> item(scene, "Snoozed")));
        picture("snooze-menu", day(), it -> down(it, 1).press(KeyCode.S));
        picture("snooze-menu-many", Size.SMALLEST, day(), it -> all(it).press(KeyCode.S));
    }

    @Test
    void what_failed_is_said_in_its_row() throws Exception {
        Entry plain = Samples.job("j7", "completed", "job-77aa", "document_function", minutes(3), false);
        OutboxItem parked = new OutboxItem(1, "j7", Mark.READ, Samples.NOW, "422 INVALID_INPUT");
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(new Entry(plain.notification(), plain.arrivedAt(), parked));
        InboxState refused = Samples.state(Samples.LIVE, entries);
        picture("row-failure", refused, it -> down(it, 1));
        picture("row-failure-narrow", Size.SMALLEST, refused, it -> it);
    }

    @Test
    void views_are_saved() throws Exception {
        preferences = Preferences.inMemory(Settings.DEFAULT.views(List.of(
                new SavedView("Failed syncs", Family.REPO_SYNC, null, false, "failed"),
                new SavedView("Atlas, unread", null, "proj-1", true, ""),
                new SavedView("Everything about write_tests, in long", null, null, false, "write_tests"))));
        picture("views", day(), it -> it.press(KeyCode.DIGIT2, false, true));
        picture(
                "view-rename",
                day(),
                it -> it.press(KeyCode.DIGIT2, false, true).press(KeyCode.S, false, true));
        picture(
                "view-new",
                day(),
                it -> it.then(scene -> ((TextField) scene.lookup(".search")).setText("explain"))
                        .press(KeyCode.S, false, true));
        preferences = Preferences.inMemory(preferences.now().appearance(Appearance.LIGHT));
        picture("views-light", day(pinned("job:job-8c77"), back("job:job-8d02")), CenterGalleryTest::all);
    }

    @Test
    void all_keys_are_listed() throws Exception {
        picture("keys-all", day(), it -> it.type("?"));
        picture("keys-all-narrow", Size.SMALLEST, day(), it -> it.type("?"));
    }

    private static void item(Scene scene, String name) {
        scene.getRoot().lookupAll(".sidebar-item").stream()
                .filter(node -> node.getAccessibleText() != null
                        && node.getAccessibleText().startsWith(name))
                .forEach(node -> ((ToggleButton) node).fire());
    }
}
