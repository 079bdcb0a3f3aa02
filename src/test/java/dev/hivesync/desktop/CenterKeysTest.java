package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.inbox.Decision;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.inbox.Until;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.event.EventType;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// Rows picked, put off and pinned, and views saved: with keys alone, and with the pointer.
class CenterKeysTest {

    private final List<Fact> intents = new CopyOnWriteArrayList<>();
    private final FxRobot robot = new FxRobot();
    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final DesktopWindow window;

    CenterKeysTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = new DesktopPorts(
                intents::add,
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
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
        window.present();
        await().until(() -> fx(() -> window.scene().getWindow().isFocused()));
        fx(() -> {
            list().requestFocus();
            return true;
        });
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void control(KeyCode key) {
        robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
    }

    private void shift(KeyCode key) {
        robot.press(KeyCode.SHIFT).type(key).release(KeyCode.SHIFT);
    }

    @Test
    void rows_are_picked_with_keys_and_marked_together_and_that_is_undone() {
        robot.type(KeyCode.J, KeyCode.X, KeyCode.J);
        shift(KeyCode.J);
        assertThat(said(".selection-count")).isEqualTo("3 selected");
        robot.type(KeyCode.E);
        assertThat(intents).containsExactly(new Fact.Read(Set.of("j3", "p3", "a3")));
        assertThat(said(".undo-text")).isEqualTo("3 marked read");

        control(KeyCode.Z);

        assertThat(intents.getLast()).isEqualTo(new Fact.Unread(Set.of("j3", "p3", "a3")));
        assertThat(visible(".undo-bar")).isFalse();
        control(KeyCode.Z);
        assertThat(intents).hasSize(2);
        robot.type(KeyCode.ESCAPE);
        assertThat(visible(".selection-bar")).isFalse();
    }

    @Test
    void all_that_is_shown_is_picked_and_space_lets_one_go() {
        control(KeyCode.A);
        assertThat(said(".selection-count")).isEqualTo("10 selected");
        robot.type(KeyCode.J, KeyCode.SPACE);
        assertThat(said(".selection-count")).isEqualTo("9 selected");
        assertThat(rowsSaid()).filteredOn(text -> text.endsWith("selected")).isNotEmpty();
        robot.type(KeyCode.SLASH);
        robot.write("synced");
        await().until(() -> fx(() -> list().getItems().size()) == 2);
        await().until(() -> said(".selection-count").equals("2 selected"));
        control(KeyCode.A);
        assertThat(fx(() -> ((TextField) lookup(".search")).getSelectedText()))
                .as("where somebody types, Ctrl+A is theirs")
                .isEqualTo("synced");
        assertThat(said(".selection-count")).isEqualTo("2 selected");
    }

    @Test
    void the_pointer_picks_with_the_box_with_control_and_with_shift() {
        click(1, false, false);
        click(2, false, true);
        assertThat(said(".selection-count")).isEqualTo("1 selected");
        click(4, true, false);
        assertThat(said(".selection-count")).isEqualTo("3 selected");
        click(3, false, true);
        assertThat(said(".selection-count")).isEqualTo("2 selected");
        robot.clickOn(fx(() -> cell(0).lookup(".pick-box")));
        assertThat(said(".selection-count")).isEqualTo("3 selected");
    }

    @Test
    void a_thread_is_put_off_and_pinned_with_keys() {
        robot.type(KeyCode.J, KeyCode.S);
        assertThat(focused().getAccessibleText()).isEqualTo("In one hour, 15:26");
        assertThat(focused().getAccessibleRole()).isEqualTo(AccessibleRole.MENU_ITEM);
        robot.type(KeyCode.DOWN, KeyCode.J, KeyCode.ENTER);
        Until tomorrow = new Until.WallClock(LocalDateTime.of(2026, 11, 24, 9, 0));
        assertThat(intents).containsExactly(new Fact.Decided(Set.of("job:job-8f21"), new Decision.PutOff(tomorrow)));
        assertThat(said(".undo-text")).isEqualTo("1 snoozed");
        await().until(() -> fx(() -> list().isFocused()));
        robot.type(KeyCode.S, KeyCode.ESCAPE, KeyCode.P);
        assertThat(intents.getLast()).isEqualTo(new Fact.Decided(Set.of("job:job-8f21"), new Decision.Pin()));
        assertThat(intents).hasSize(2);
    }

    @Test
    void a_view_is_saved_opened_moved_renamed_and_deleted_with_keys() {
        robot.type(KeyCode.SLASH);
        robot.write("failed");
        control(KeyCode.S);
        await().until(() -> focused() instanceof TextField field && "Name".equals(field.getAccessibleText()));
        robot.write("Broken");
        robot.type(KeyCode.ENTER);
        assertThat(preferences.now().views()).containsExactly(new SavedView("Broken", null, null, false, "failed"));
        preferences.change(settings -> settings.views(List.of(
                new SavedView("Unread", null, null, true, ""), settings.views().getFirst())));
        await().until(() -> items("Broken, nothing unread").size() == 1);
        assertThat(items("Broken, nothing unread")).allMatch(ToggleButton::isSelected);

        control(KeyCode.DIGIT1);
        await().until(() -> fx(() -> list().getItems().size()) == 3);
        assertThat(items("Unread, 3 unread"))
                .hasSize(2)
                .extracting(ToggleButton::isSelected)
                .containsOnlyOnce(true);
        control(KeyCode.DIGIT2);
        await().until(() -> fx(() -> list().getItems().size()) == 1);

        focus("Broken, nothing unread");
        robot.press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
        await().until(() -> preferences.now().views().getFirst().name().equals("Broken"));
        await().until(() -> "Broken, nothing unread".equals(focused().getAccessibleText()));
        robot.type(KeyCode.F2);
        await().until(() -> focused() instanceof TextField field && "Broken".equals(field.getText()));
        robot.write("Failed");
        robot.type(KeyCode.ENTER);
        await().until(() -> items("Failed, nothing unread").size() == 1);
        focus("Failed, nothing unread");
        robot.type(KeyCode.DELETE);
        await().until(() -> preferences.now().views().size() == 1);
    }

    @Test
    void what_was_refused_is_said_in_the_row_and_tried_again_with_a_key() {
        Entry plain = Samples.job("j7", "completed", "job-77aa", "document_function", Samples.minutes(0), false);
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(new Entry(
                plain.notification(),
                plain.arrivedAt(),
                new OutboxItem(1, "j7", Mark.READ, Samples.NOW, "422 INVALID_INPUT")));
        InboxState refused = Samples.state(Samples.LIVE, entries);
        window.accept(Samples.present(refused));
        await().until(() -> fx(() -> list().getItems().size()) == 11);

        String sentence = "Could not be sent: the server refused this change (422 INVALID_INPUT).";
        assertThat(fx(() -> ((Label) cell(0).lookup(".row-failure-text")).getText()))
                .isEqualTo(sentence);
        assertThat(fx(() -> cell(0).getAccessibleHelp())).isEqualTo(sentence + " Press A to try again.");
        robot.type(KeyCode.J, KeyCode.A);
        assertThat(intents).containsExactly(new Fact.Retried(Set.of("j7")));
        robot.clickOn(fx(() -> cell(0).lookup(".row-failure .quiet")));
        assertThat(intents.getLast()).isEqualTo(new Fact.GivenUp(Set.of("j7")));
        assertThat(fx(() -> cell(1).lookup(".row-failure") == null)).isTrue();
    }

    @Test
    void whatever_can_have_the_focus_in_the_bars_has_a_name_and_a_role() {
        control(KeyCode.A);
        shift(KeyCode.E);
        List<Node> nodes = fx(() -> {
            List<Node> all = new ArrayList<>();
            for (String bar : List.of(".selection-bar", ".undo-bar", ".sidebar-items")) {
                lookup(bar).lookupAll(".button").stream()
                        .filter(Node::isFocusTraversable)
                        .forEach(all::add);
            }
            return all;
        });
        assertThat(nodes).hasSizeGreaterThan(6).allSatisfy(node -> {
            assertThat(node.getAccessibleRole()).isEqualTo(AccessibleRole.BUTTON);
            String text = ((javafx.scene.control.Button) node).getText();
            assertThat(Map.of("text", text + (node.getAccessibleText() == null ? "" : node.getAccessibleText()))
                            .get("text"))
                    .isNotBlank();
        });
    }

    private List<ToggleButton> items(String spoken) {
        return fx(() -> window.scene().getRoot().lookupAll(".sidebar-item").stream()
                .map(ToggleButton.class::cast)
                .filter(item -> spoken.equals(item.getAccessibleText()))
                .toList());
    }

    private void focus(String spoken) {
        fx(() -> {
            window.scene().getRoot().lookupAll(".sidebar-item").stream()
                    .filter(item -> spoken.equals(item.getAccessibleText()))
                    .forEach(Node::requestFocus);
            return true;
        });
    }

    private Node focused() {
        return fx(() -> window.scene().getFocusOwner());
    }

    private void click(int row, boolean shift, boolean control) {
        fx(() -> {
            Node title = cell(row).lookup(".row-title");
            for (EventType<MouseEvent> type :
                    List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
                title.fireEvent(Mouse.at(type, 1, 1, shift, control));
            }
            return true;
        });
    }

    private ListCell<?> cell(int row) {
        return window.scene().getRoot().lookupAll(".threads .list-cell").stream()
                .map(node -> (ListCell<?>) node)
                .filter(cell -> cell.getIndex() == row && cell.getItem() != null)
                .findFirst()
                .orElseThrow();
    }

    private List<String> rowsSaid() {
        return fx(() -> window.scene().getRoot().lookupAll(".threads .list-cell").stream()
                .map(Node::getAccessibleText)
                .toList());
    }

    private String said(String selector) {
        return fx(() -> ((Label) lookup(selector)).getText());
    }

    private boolean visible(String selector) {
        return fx(() -> lookup(selector).isVisible());
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
