package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.plugins.Plugins;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// "Save diagnostics…" in the settings, with the keyboard.
class DiagnosticsWindowTest {

    private final FxRobot robot = new FxRobot();
    private final List<String> proposed = new CopyOnWriteArrayList<>();
    private final List<Path> written = new CopyOnWriteArrayList<>();
    private Optional<Path> chosen = Optional.of(Path.of("report.txt"));
    private volatile CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);
    private final DesktopWindow window;

    DiagnosticsWindowTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = Pictures.ports(new Insight(
                Plugins.NONE,
                _ -> {},
                file -> {
                    written.add(file);
                    return answer;
                },
                name -> {
                    proposed.add(name);
                    return chosen;
                }));
        window = waitForAsyncFx(10_000, () -> {
            DesktopWindow made = new DesktopWindow(
                    ports, InstantSource.fixed(Samples.NOW), ZoneOffset.UTC, Locale.ENGLISH, Opening.QUIET);
            made.show(stage);
            return made;
        });
    }

    @BeforeEach
    void find_it_in_the_settings() throws Exception {
        window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
        window.present();
        await().until(() -> fx(() -> window.scene().getWindow().isFocused()));
        robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
        await().until(() -> fx(() -> window.scene().lookup(".settings").isVisible()));
        robot.write("diagnostics");
        await().until(() ->
                fx(() -> window.scene().getRoot().lookupAll(".setting-title").size()) == 1);
        fx(() -> {
            save().requestFocus();
            return true;
        });
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void it_is_saved_once_and_said_by_name_until_the_settings_close() {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        answer = slow;
        robot.type(KeyCode.ENTER, KeyCode.ENTER);
        await().until(() -> written.equals(List.of(Path.of("report.txt"))));
        slow.complete(true);
        await().until(() ->
                said().equals(List.of("report.txt has been saved. Read it before you send it to anybody.")));
        assertThat(proposed).containsExactly("hivesync-diagnostics-2026-11-23-1426.txt");
        assertThat(written).hasSize(1);
        robot.type(KeyCode.ESCAPE);
        await().until(() -> said().isEmpty());
    }

    @Test
    void where_it_cannot_be_written_that_is_said_in_a_sentence() {
        answer = CompletableFuture.completedFuture(false);
        robot.type(KeyCode.ENTER);
        await().until(() ->
                said().equals(List.of("The diagnostics could not be saved there. Choose a place that is writable.")));
        answer = CompletableFuture.failedFuture(new IllegalStateException());
        robot.type(KeyCode.ENTER);
        await().until(() -> written.size() == 2 && said().size() == 1);
    }

    @Test
    void whoever_thinks_better_of_it_writes_nothing() {
        chosen = Optional.empty();
        robot.type(KeyCode.ENTER);
        await().until(() -> proposed.size() == 1);
        assertThat(written).isEmpty();
        assertThat(said()).isEmpty();
    }

    private Button save() {
        return window.scene().getRoot().lookupAll(".setting .hs-button").stream()
                .map(Button.class::cast)
                .filter(button -> button.getText().startsWith("Save diagnostics"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> said() {
        return fx(() -> window.scene().getRoot().lookupAll(".settings > .settings-trouble .message-text").stream()
                .filter(node -> node.getParent().getParent().isVisible() && settingsOpen(node))
                .map(node -> ((Label) node).getText())
                .toList());
    }

    private static boolean settingsOpen(Node node) {
        return node.getScene().lookup(".settings").isVisible();
    }

    private static <T> T fx(Callable<T> task) {
        return waitForAsyncFx(5_000, task);
    }
}
