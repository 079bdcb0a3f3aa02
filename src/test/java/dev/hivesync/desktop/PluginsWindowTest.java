package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.plugins.Plugin;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.AccessibleRole;
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

/// The list of connected plugins in the window, with the keyboard.
class PluginsWindowTest {

    private final FakePlugins plugins = new FakePlugins(FakePlugins.VSCODE, FakePlugins.INTELLIJ);
    private final FxRobot robot = new FxRobot();
    private final DesktopWindow window;

    PluginsWindowTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = Pictures.ports(new Insight(plugins, _ -> {}));
        window = waitForAsyncFx(10_000, () -> {
            DesktopWindow made = new DesktopWindow(
                    ports, InstantSource.fixed(Samples.NOW), ZoneOffset.UTC, Locale.ENGLISH, Opening.QUIET);
            made.show(stage);
            return made;
        });
    }

    @BeforeEach
    void open_the_list() {
        window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
        window.present();
        await().until(() -> fx(() -> window.scene().getWindow().isFocused()));
        await().until(() -> fx(() -> foot().getText()).equals("2 plugins connected"));
        fx(() -> {
            foot().requestFocus();
            return true;
        });
        robot.type(KeyCode.ENTER);
        await().until(() -> fx(this::card) != null && fx(() -> card().getScene() != null));
        await().until(() -> names().equals(List.of("vscode", "intellij")));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void each_plugin_says_who_it_is_since_when_and_what_it_was_sent() {
        assertThat(texts(".plugin-version")).containsExactly("1.4", "0.9");
        assertThat(texts(".plugin-standing"))
                .contains(
                        "Connected 42 min ago, 12 events delivered",
                        "Works on Atlas",
                        "Connected 3 h ago, 1 event delivered, 3 waiting");
        assertThat(fx(() -> window.scene().getFocusOwner().getAccessibleText()))
                .isEqualTo("Disconnect vscode 1.4. Connected 42 min ago, 12 events delivered");
        assertThat(fx(() -> window.scene().getFocusOwner().getAccessibleRole())).isEqualTo(AccessibleRole.BUTTON);

        Plugin busy = new Plugin(7, "vscode", "1.4", FakePlugins.VSCODE.since(), null, 13, 0);
        plugins.present.set(0, busy);
        await().until(() -> texts(".plugin-standing").contains("Connected 42 min ago, 13 events delivered"));
        assertThat(fx(() -> window.scene().getFocusOwner().getAccessibleText()))
                .as("the focus stays while numbers move")
                .startsWith("Disconnect vscode");
    }

    @Test
    void a_plugin_is_disconnected_once_and_leaves_the_list_when_it_has_gone() {
        robot.type(KeyCode.ENTER);
        await().until(() -> plugins.disconnected.equals(List.of(7L)));
        await().until(() -> fx(() -> buttons()).equals(List.of("Disconnecting…", "Disconnect")));
        assertThat(fx(() -> window.scene().getFocusOwner().getAccessibleText())).startsWith("Disconnect intellij");

        plugins.present.removeFirst();
        await().until(() -> names().equals(List.of("intellij")));
        assertThat(plugins.disconnected).containsExactly(7L);
        plugins.present.clear();
        await().until(() -> fx(() -> window.scene().getFocusOwner()) instanceof Button button
                && button.getText().equals("Close"));
        assertThat(texts(".plugins-none .plugin-name")).containsExactly("No plugin is connected");
    }

    @Test
    void the_focus_stays_in_the_list_until_it_is_closed() {
        robot.type(KeyCode.TAB);
        assertThat(fx(() -> window.scene().getFocusOwner().getAccessibleText())).startsWith("Disconnect intellij");
        robot.type(KeyCode.TAB);
        assertThat(fx(() -> ((Button) window.scene().getFocusOwner()).getText()))
                .isEqualTo("Close");
        robot.type(KeyCode.TAB, KeyCode.E);
        assertThat(fx(() -> window.scene().getFocusOwner().getAccessibleText())).startsWith("Disconnect vscode");
        robot.type(KeyCode.ESCAPE);
        await().until(() -> fx(() -> !card().getParent().isVisible()));
        await().until(() -> fx(() -> window.scene().getRoot().lookup(".threads").isFocused()));
        assertThat(plugins.disconnected).isEmpty();
    }

    @Test
    void what_a_plugin_calls_itself_cannot_harm_the_list() {
        plugins.present.clear();
        plugins.present.add(new Plugin(11, "\u202eevil\n\u0007" + "x".repeat(100), null, Samples.NOW, "gone", 0, 0));
        await().until(() -> names().size() == 1
                && names().getFirst().startsWith("evil xxx")
                && names().getFirst().length() <= 41);
        assertThat(texts(".plugin-standing")).contains("Connected just now, no event delivered");
    }

    private Button foot() {
        return (Button) window.scene().getRoot().lookup(".sidebar-plugins");
    }

    private Node card() {
        return window.scene().getRoot().lookup(".plugins-card");
    }

    private List<String> names() {
        return texts(".plugin-row .plugin-name");
    }

    private List<String> buttons() {
        return window.scene().getRoot().lookupAll(".plugin-row .hs-button").stream()
                .map(node -> ((Button) node).getText())
                .toList();
    }

    private List<String> texts(String selector) {
        return fx(() -> window.scene().getRoot().lookupAll(selector).stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .toList());
    }

    private static <T> T fx(Callable<T> task) {
        return waitForAsyncFx(5_000, task);
    }
}
