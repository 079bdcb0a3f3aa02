package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.board.Order;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.BridgeFrame.OpenReview;
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
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// The Review panel and the rows' actions as their user has them: shown, with keys and pointer.
class ReviewWindowTest {

    private static final String DONE = "job:job-8e90";

    private final List<Fact> intents = new CopyOnWriteArrayList<>();
    private final List<OpenReview> sent = new CopyOnWriteArrayList<>();
    private final FakeJobs jobs = new FakeJobs();
    private final FxRobot robot = new FxRobot();
    private final DesktopWindow window;

    ReviewWindowTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        jobs.knows("job-8e90", Suggestions.USUAL);
        DesktopPorts ports = new DesktopPorts(
                intents::add,
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                new Errands(
                        jobs,
                        review -> {
                            sent.add(review);
                            return Optional.of("vscode");
                        },
                        () -> false),
                Preferences.inMemory(Settings.DEFAULT));
        window = waitForAsyncFx(10_000, () -> {
            DesktopWindow made = new DesktopWindow(
                    ports, InstantSource.fixed(Samples.NOW), ZoneOffset.UTC, Locale.ENGLISH, Opening.QUIET, 980, 700);
            made.show(stage);
            return made;
        });
    }

    @BeforeEach
    void the_day() {
        window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
        await().until(() ->
                fx(() -> ((ListView<?>) lookup(".threads")).getItems().size()) == 10);
        window.present();
        await().until(() -> fx(() -> window.scene().getWindow().isFocused()));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void the_keys_open_a_suggestion_walk_through_its_changes_and_close_it() throws Exception {
        select(DONE);
        robot.type(KeyCode.A);
        await().until(() -> place().equals("4 changes"));
        assertThat(fx(() -> window.scene().getFocusOwner())).isSameAs(fx(() -> lookup(".diff-list")));
        robot.type(KeyCode.N, KeyCode.F7);
        assertThat(place()).isEqualTo("Change 2 of 4");
        robot.type(KeyCode.P);
        assertThat(place()).isEqualTo("Change 1 of 4");
        robot.type(KeyCode.C);
        assertThat(clipboard())
                .isEqualTo(
                        "def merge_streams(left: Stream, right: Stream) -> Stream:\n    \"\"\"Join two streams; per id the row with the higher revision wins.\"\"\"\n");
        robot.type(KeyCode.O);
        assertThat(sent).containsExactly(new OpenReview("job-8e90", "proj-1", "document_function", "a3"));
        robot.type(KeyCode.ESCAPE);
        assertThat(fx(() -> lookup(".review").isVisible())).isFalse();
        assertThat(fx(() -> window.scene().getFocusOwner())).isSameAs(fx(() -> lookup(".threads")));
        assertThat(intents).isEmpty();
    }

    @Test
    void a_fold_opens_with_enter_and_every_row_is_spoken() {
        select(DONE);
        robot.type(KeyCode.A);
        await().until(() -> place().equals("4 changes"));
        int folded = rows().size();
        while (!fx(
                () -> ((ListView<?>) lookup(".diff-list")).getSelectionModel().getSelectedIndex() == 2)) {
            robot.type(KeyCode.DOWN);
        }
        robot.type(KeyCode.ENTER);
        await().until(() -> rows().size() == folded + 10);
        List<String> spoken = fx(() -> window.scene().getRoot().lookupAll(".diff-cell").stream()
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .toList());
        assertThat(spoken)
                .contains("File src/inbox/merge.py, 4 lines added, 2 removed", "Line 1: import logging")
                .noneMatch(String::isBlank);
        assertThat(fx(() -> lookup(".review").getAccessibleRole())).isEqualTo(AccessibleRole.DIALOG);
        robot.type(KeyCode.E);
        assertThat(intents).containsExactly(new Fact.Read(Set.of("a3")));
    }

    @Test
    void a_rows_button_and_a_toasts_button_open_it() throws Exception {
        robot.moveTo(row("document_function"));
        robot.clickOn(fx(() -> button(".threads .row-actions", "Review")));
        await().until(() -> place().equals("4 changes"));
        robot.type(KeyCode.ESCAPE);
        Entry fresh = Samples.job("x9", "completed", "job-9999", "write_tests", Duration.ZERO, false);
        jobs.knows("job-9999", Suggestions.LONG_LINES);
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(fresh);
        // Where its row is not in view, or there would be no toast.
        fx(() -> {
            window.scene().getRoot().lookupAll(".sidebar-item").stream()
                    .filter(item -> item.getAccessibleText().startsWith("System"))
                    .forEach(item -> ((ToggleButton) item).fire());
            return true;
        });
        await().until(() ->
                fx(() -> ((ListView<?>) lookup(".threads")).getItems().size()) == 2);
        window.accept(Samples.arrivals(Samples.state(Samples.LIVE, entries), fresh));
        await().until(() -> fx(() -> button(".toast", "Review")) != null);
        Node open = fx(() -> button(".toast", "Review"));
        fx(() -> {
            ((Button) open).fire();
            return open;
        });
        await().until(() -> place().equals("1 change"));
    }

    @Test
    void a_failed_rows_button_asks_once_and_says_so() {
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(Samples.job("f9", "failed", "job-9001", "suggest_tests", Samples.minutes(3), false));
        window.accept(Samples.present(Samples.state(Samples.LIVE, entries)));
        await().until(() ->
                fx(() -> ((ListView<?>) lookup(".threads")).getItems().size()) == 11);
        robot.moveTo(row("suggest_tests"));
        Node retry = fx(() -> button(".threads .row-actions", "Retry"));
        robot.clickOn(retry).clickOn(retry);
        assertThat(jobs.orders).containsExactly(new Order.Job("proj-1", "suggest_tests"));
        assertThat(fx(() -> row("Asking the server…"))).isNotNull();
        assertThat(fx(retry::isDisabled)).isTrue();
    }

    private void select(String key) {
        fx(() -> {
            ListView<?> list = (ListView<?>) lookup(".threads");
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i) instanceof dev.hivesync.desktop.board.Row row
                        && row.thread().key().equals(key)) {
                    list.getSelectionModel().clearAndSelect(i);
                }
            }
            return key;
        });
    }

    private List<?> rows() {
        return fx(() -> List.copyOf(((ListView<?>) lookup(".diff-list")).getItems()));
    }

    private String place() {
        return fx(() -> lookup(".review-place") instanceof Label place
                        && lookup(".review-bar").isVisible()
                ? place.getText()
                : "");
    }

    /// The detail of the row that says so.
    private Node row(String detail) {
        return fx(() -> window.scene().getRoot().lookupAll(".row-detail").stream()
                .filter(node -> node.isVisible() && ((Label) node).getText().equals(detail))
                .findFirst()
                .orElseThrow());
    }

    private @org.jspecify.annotations.Nullable Node button(String within, String text) {
        return window.scene().getRoot().lookupAll(within + " .hs-button").stream()
                .filter(node -> visible(node) && ((Labeled) node).getText().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static boolean visible(Node node) {
        return node.isVisible() && (node.getParent() == null || visible(node.getParent()));
    }

    private static String clipboard() {
        return fx(() -> Clipboard.getSystemClipboard().getString());
    }

    private Node lookup(String selector) {
        return window.scene().getRoot().lookup(selector);
    }

    private static <T> T fx(Callable<T> task) {
        return waitForAsyncFx(5_000, task);
    }
}
