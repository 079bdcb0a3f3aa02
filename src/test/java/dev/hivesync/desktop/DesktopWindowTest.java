package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
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
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
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
    private final FxRobot robot = new FxRobot();
    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private DesktopWindow window;

    DesktopWindowTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = new DesktopPorts(
                intents::add,
                refreshes::incrementAndGet,
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
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
    void an_arrival_is_a_row_a_badge_and_a_toast_that_takes_no_focus() throws Exception {
        Node before = fx(() -> window.scene().getFocusOwner());
        Entry failed = Samples.sync("s9", "failed", "sync-341", "proj-1", "afe127c", Duration.ZERO, false);
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(failed);
        window.accept(Samples.arrivals(Samples.state(Samples.LIVE, entries), failed));
        await().until(() -> fx(() -> lookup(".toast .toast-title")) instanceof Label title
                && title.getText().equals("Repo sync failed"));
        assertThat(fx(() -> list().getItems().size())).isEqualTo(11);
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
