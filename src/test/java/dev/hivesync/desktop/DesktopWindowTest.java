package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.attention.ClearRule;
import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Telling;
import dev.hivesync.wire.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// The window as its user has it: shown, with keys.
class DesktopWindowTest {

    private final List<Fact> intents = new CopyOnWriteArrayList<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicInteger signOuts = new AtomicInteger();
    private final FxRobot robot = new FxRobot();
    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private DesktopWindow window;

    DesktopWindowTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = new DesktopPorts(
                intents::add,
                refreshes::incrementAndGet,
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                signOuts::incrementAndGet,
                () -> {},
                preferences);
        window = waitForAsyncFx(10_000, () -> {
            DesktopWindow made = new DesktopWindow(
                    ports, InstantSource.fixed(Samples.NOW), ZoneOffset.UTC, Locale.ENGLISH, Opening.QUIET);
            made.show(stage);
            return made;
        });
    }

    @BeforeEach
    void the_day() {
        window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
        await().until(() -> fx(() -> list().getItems().size()) == 10);
    }

    private void focused() {
        window.present();
        await().until(() -> fx(() -> window.scene().getWindow().isFocused()));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void whoever_has_signed_in_signs_out_with_the_keyboard_and_is_named_no_more() throws Exception {
        focused();
        assertThat(fx(() -> window.scene().lookup(".sidebar-account").isVisible()))
                .isFalse();
        window.account(Optional.of("mira@example.org"));
        await().until(() -> fx(() -> window.scene().lookup(".sidebar-account").isVisible()));
        for (int i = 0; i < 20 && !fx(() -> window.scene().lookup(".sign-out").isFocused()); i++) {
            robot.type(KeyCode.TAB);
        }
        robot.type(KeyCode.ENTER);
        await().until(() -> signOuts.get() == 1);

        window.accept(Samples.present(Samples.state(new Link(Connection.SIGNED_OUT, null, 0), Samples.day())));
        await().until(() -> !fx(() -> window.scene().lookup(".sidebar-account").isVisible()));
    }

    @Test
    void signed_out_the_focus_is_in_the_first_field_also_after_the_settings() {
        focused();
        window.accept(Samples.present(Samples.state(new Link(Connection.SIGNED_OUT, null, 0), Samples.day())));
        await().until(this::firstFieldFocused);
        openSettings();
        await().until(() -> !firstFieldFocused());
        robot.type(KeyCode.ESCAPE);
        await().until(this::firstFieldFocused);
    }

    private boolean firstFieldFocused() {
        return fx(() ->
                window.scene().lookup(".sign-in-card .text-field") instanceof TextField field && field.isFocused());
    }

    @Test
    void a_link_opens_the_thread_of_what_it_names_also_when_that_comes_later() {
        window.open("b1");
        await().until(() -> fx(() -> list().getSelectionModel().getSelectedItem()) instanceof Row row
                && row.thread().key().equals("job:job-8d02"));

        window.open("late");
        await().until(() -> refreshes.get() == 1);
        List<Entry> more = new ArrayList<>(Samples.day());
        more.add(Samples.notice("late", "system_health_issue", "Something.", Duration.ofMinutes(2), false));
        window.accept(Samples.present(Samples.state(Samples.LIVE, more)));
        await().until(() -> fx(() -> list().getSelectionModel().getSelectedItem()) instanceof Row row
                && row.thread().key().equals("late"));

        window.refuseLink();
        await().until(() -> fx(() -> window.scene().lookup(".banner-note") != null));
    }

    @Test
    void begun_in_the_background_it_is_not_seen_until_it_is_asked_for_or_there_is_no_tray() {
        Stage other = fx(Stage::new);
        fx(() -> {
            window.showInBackground(other, Duration.ofDays(1));
            return true;
        });
        assertThat(fx(other::isShowing)).isFalse();
        window.present();
        await().until(() -> fx(other::isShowing));

        Stage trayless = fx(Stage::new);
        fx(() -> {
            other.hide();
            window.showInBackground(trayless, Duration.ofMillis(1));
            return true;
        });
        await().until(() -> fx(trayless::isShowing));
        assertThat(fx(trayless::isIconified)).isTrue();
    }

    @Test
    void the_keys_select_mark_search_and_refresh() throws Exception {
        focused();
        robot.type(KeyCode.J, KeyCode.J, KeyCode.K, KeyCode.E, KeyCode.R);
        assertThat(fx(() -> list().getSelectionModel().getSelectedIndex())).isZero();
        assertThat(intents).containsExactly(new Fact.Read(Set.of("j3")));
        assertThat(refreshes).hasValue(1);
        robot.type(KeyCode.SLASH);
        assertThat(fx(() -> window.scene().getFocusOwner())).isInstanceOf(TextField.class);
        robot.write("synced");
        assertThat(fx(() -> ((TextField) lookup(".search")).getText())).isEqualTo("synced");
        await().until(() -> fx(() -> list().getItems().size()) == 2);
        robot.type(KeyCode.ESCAPE);
        await().until(() -> fx(() -> list().getItems().size()) == 10);
    }

    @Test
    void a_row_in_view_of_an_active_window_makes_no_toast_and_the_detail_says_so() throws Exception {
        focused();
        Entry done = Samples.job("j9", "completed", "job-9", "write_tests", Duration.ZERO, false);
        arrive(done);
        await().until(() -> fx(() -> list().getItems().size()) == 11);
        robot.type(KeyCode.J);
        await().untilAsserted(() ->
                assertThat(fx(() -> texts(".detail .field-value"))).contains("None: its row was in view at 14:26"));
        assertThat(fx(() -> window.scene().getRoot().lookup(".toast"))).isNull();
        Entry low = Samples.job("k9", "started", "job-10", "write_tests", Duration.ZERO, false);
        arrive(done, low);
        await().until(() -> fx(() -> list().getItems().size()) == 12);
        fx(() -> {
            list().getSelectionModel().select(0);
            return true;
        });
        await().untilAsserted(() ->
                assertThat(fx(() -> texts(".detail .field-value"))).contains("None: low priority"));
    }

    @Test
    void the_detail_tells_what_an_earlier_run_did_with_an_event_and_which_editor_showed_it() throws Exception {
        focused();
        Telling told = new Telling("a3", "IN_PLUGIN", "vscode", Samples.NOW.minus(Duration.ofDays(1)));
        window.accept(
                Samples.present(Samples.state(Samples.LIVE, Samples.day()).told(java.util.Map.of(told.id(), told))));
        await().until(() -> {
            robot.type(KeyCode.J);
            return fx(() -> texts(".detail .field-value")).stream().anyMatch(text -> text.contains("vscode"));
        });
        assertThat(fx(() -> texts(".detail .field-value")))
                .contains("None: vscode showed it at Sun 22 Nov, 14:26, where its project was in focus");
    }

    @Test
    void settings_open_with_a_key_are_set_with_keys_and_hold_at_once() throws Exception {
        focused();
        openSettings();
        assertThat(fx(this::selectedItems)).isEmpty();
        robot.write("ai job completed");
        await().until(() -> fx(() -> texts(".setting-title")).equals(List.of("AI job completed")));
        robot.type(KeyCode.TAB, KeyCode.TAB, KeyCode.TAB, KeyCode.TAB);
        assertThat(focusedName()).isEqualTo("AI job completed: Muted");
        robot.type(KeyCode.SPACE);
        await().until(() -> preferences.now().loudness().get("ai_job_completed") == Loudness.MUTED);
        await().until(() -> fx(() -> spoken(".sidebar-item")).contains("AI jobs, 1 unread, 1 running"));
        robot.type(KeyCode.SLASH);
        robot.write("opened");
        await().until(() -> fx(() -> texts(".setting-title")).contains("Preview ready"));
        robot.type(KeyCode.TAB, KeyCode.TAB, KeyCode.TAB, KeyCode.TAB, KeyCode.TAB);
        assertThat(focusedName()).isEqualTo("Preview ready");
        robot.type(KeyCode.SPACE);
        await().until(() -> !preferences.now().clearing().contains(ClearRule.PREVIEW_OVER));
        robot.type(KeyCode.ESCAPE);
        await().until(() -> fx(() -> list().isFocused()));
        assertThat(fx(this::selectedItems)).containsExactly("All, nothing unread");
        assertThat(intents).isEmpty();
    }

    @Test
    void do_not_disturb_is_asked_for_and_ended_with_keys() throws Exception {
        focused();
        fx(() -> {
            lookup(".quiet-button").requestFocus();
            return true;
        });
        robot.type(KeyCode.ENTER);
        await().until(() -> fx(() -> window.scene().getFocusOwner()) instanceof Button button
                && button.getText().equals("For 30 minutes"));
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        await().until(() -> fx(() -> texts(".quiet-text")).equals(List.of("Quiet until 15:26")));
        assertThat(focusedName()).isEqualTo("Do not disturb: Quiet until 15:26");
        robot.type(KeyCode.ENTER);
        await().until(() -> fx(() -> window.scene().getFocusOwner()) instanceof Button button
                && button.getText().equals("End now"));
        robot.type(KeyCode.ESCAPE, KeyCode.ENTER, KeyCode.ENTER);
        await().until(() -> fx(() -> !lookup(".quiet-strip").isVisible()));
        assertThat(preferences.now().doNotDisturb().asked()).isNull();
    }

    @Test
    void whatever_can_have_the_focus_in_the_settings_has_a_name_and_a_role() throws Exception {
        focused();
        openSettings();
        List<Node> nodes = fx(() -> window.scene().getRoot().lookupAll(".settings *").stream()
                .filter(node -> node.isFocusTraversable() && !(node instanceof ScrollPane))
                .toList());
        assertThat(nodes).hasSizeGreaterThan(60).allSatisfy(node -> {
            assertThat(node.getAccessibleText()).as("%s", node).isNotBlank();
            assertThat(node.getAccessibleRole())
                    .isIn(
                            AccessibleRole.BUTTON,
                            AccessibleRole.TOGGLE_BUTTON,
                            AccessibleRole.CHECK_BOX,
                            AccessibleRole.TEXT_FIELD);
        });
    }

    private void openSettings() {
        robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
        await().until(() -> fx(() -> window.scene().getFocusOwner()) instanceof TextField field
                && "Search settings".equals(field.getAccessibleText()));
    }

    private String focusedName() {
        return fx(() -> window.scene().getFocusOwner().getAccessibleText());
    }

    private void arrive(Entry... entries) {
        List<Entry> all = new ArrayList<>(Samples.day());
        all.addAll(List.of(entries));
        window.accept(Samples.arrivals(Samples.state(Samples.LIVE, all), entries));
    }

    private List<String> texts(String selector) {
        return window.scene().getRoot().lookupAll(selector).stream()
                .map(node -> ((Label) node).getText())
                .toList();
    }

    private List<String> selectedItems() {
        return window.scene().getRoot().lookupAll(".sidebar-item").stream()
                .filter(node -> ((ToggleButton) node).isSelected())
                .map(Node::getAccessibleText)
                .toList();
    }

    private List<String> spoken(String selector) {
        return window.scene().getRoot().lookupAll(selector).stream()
                .map(Node::getAccessibleText)
                .toList();
    }

    @Test
    void an_arrival_is_a_row_a_badge_and_a_toast_that_takes_no_focus() throws Exception {
        // Where its row is not in view.
        fx(() -> {
            window.scene().getRoot().lookupAll(".sidebar-item").stream()
                    .filter(node -> node.getAccessibleText().startsWith("System"))
                    .forEach(node -> ((ToggleButton) node).fire());
            return true;
        });
        await().until(() -> fx(() -> list().getItems().size()) == 2);
        Node before = fx(() -> window.scene().getFocusOwner());
        Entry failed = Samples.sync("s9", "failed", "sync-341", "proj-1", "afe127c", Duration.ZERO, false);
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(failed);
        window.accept(Samples.arrivals(Samples.state(Samples.LIVE, entries), failed));
        await().until(() -> fx(() -> lookup(".toast .toast-title")) instanceof Label title
                && title.getText().equals("Repo sync failed"));
        assertThat(fx(() -> list().getItems().size())).isEqualTo(2);
        assertThat(fx(() -> lookup(".banner-error").getAccessibleText())).isEqualTo("Repo sync failed in Atlas");
        assertThat(fx(() -> window.scene().getFocusOwner())).isSameAs(before);
        window.accept(new dev.hivesync.inbox.Step(
                Samples.state(Samples.LIVE, Samples.day()),
                List.of(new dev.hivesync.inbox.Step.Change.BecameRead(List.of("s9")))));
        await().until(() -> fx(() -> window.scene().getRoot().lookup(".toast")) == null);
    }

    private ListView<?> list() {
        return (ListView<?>) lookup(".threads");
    }

    private Node lookup(String selector) {
        return window.scene().getRoot().lookup(selector);
    }

    private static <T> T fx(Callable<T> task) {
        return waitForAsyncFx(5_000, task);
    }
}
