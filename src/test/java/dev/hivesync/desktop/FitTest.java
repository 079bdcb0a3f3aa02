package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// The screens of the window can be read in German, and every control on them has a name for a screen reader.
class FitTest {

    private static final Path GALLERY =
            Path.of(System.getProperty("hivesync.output", "target")).resolve("gallery");

    /// The second line of a row is what the server wrote, of any length; the detail shows all of it.
    private static final String CONTENT = "row-detail";

    enum Screen {
        LIST,
        DETAIL,
        SETTINGS,
        SIGN_IN,
        KEYS,
        QUIET_MENU,
        SNOOZE_MENU;

        InboxState state() {
            return this == SIGN_IN
                    ? Samples.state(new Link(Connection.SIGNED_OUT, null, 0), List.of())
                    : Samples.state(Samples.LIVE, Samples.day());
        }

        void open(DesktopWindow window) {
            Parent root = window.scene().getRoot();
            switch (this) {
                case LIST, SIGN_IN -> {}
                case DETAIL -> {
                    ((ListView<?>) root.lookup(".threads")).getSelectionModel().clearAndSelect(2);
                    key(root, KeyCode.ENTER, "", false, false);
                }
                case SETTINGS -> key(root, KeyCode.COMMA, "", false, true);
                case KEYS -> key(root, KeyCode.SLASH, "?", true, false);
                case QUIET_MENU -> ((Button) root.lookup(".quiet-button")).fire();
                case SNOOZE_MENU -> {
                    ((ListView<?>) root.lookup(".threads")).getSelectionModel().clearAndSelect(2);
                    key(root, KeyCode.S, "s", false, false);
                }
            }
        }

        private static void key(Parent root, KeyCode code, String text, boolean shift, boolean control) {
            root.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, shift, control, false, false));
        }
    }

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource
    void every_control_has_a_role_and_a_name(Screen screen) throws Exception {
        try (DesktopWindow window = opened(screen, Locale.ENGLISH, 1120, 760)) {
            List<String> nameless = waitForAsyncFx(
                    10_000,
                    () -> shown(window).stream()
                            .filter(Node::isFocusTraversable)
                            .filter(node -> node.getAccessibleRole() == null
                                    || name(node).isBlank())
                            .map(Node::toString)
                            .toList());
            assertThat(nameless).isEmpty();
            assertThat(waitForAsyncFx(10_000, () -> shown(window).stream().anyMatch(Node::isFocusTraversable)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIST,1120,760",
        "DETAIL,1120,760",
        "SETTINGS,1120,760",
        "SIGN_IN,1120,760",
        "KEYS,1120,760",
        "QUIET_MENU,1120,760",
        "SNOOZE_MENU,1120,760",
        "LIST,720,480",
        "DETAIL,720,480",
        "SETTINGS,720,480",
        "SIGN_IN,720,480",
        "KEYS,720,480",
        "QUIET_MENU,720,480",
        "SNOOZE_MENU,720,480"
    })
    void no_german_word_is_cut(Screen screen, int width, int height) throws Exception {
        try (DesktopWindow window = opened(screen, Locale.GERMAN, width, height)) {
            List<String> cut = waitForAsyncFx(
                    10_000,
                    () -> shown(window).stream()
                            .filter(Labeled.class::isInstance)
                            .map(Labeled.class::cast)
                            .filter(Labeled::isTextTruncated)
                            .filter(labeled -> !labeled.getStyleClass().contains(CONTENT))
                            .map(labeled -> labeled.getStyleClass() + " " + labeled.getText())
                            .toList());
            assertThat(cut).isEmpty();
        }
    }

    private static String name(Node node) {
        Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        String own = node.getAccessibleText();
        return own != null && !own.isBlank() ? own : text instanceof String said ? said : "";
    }

    private static DesktopWindow opened(Screen screen, Locale locale, int width, int height) throws Exception {
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                Preferences.inMemory(Settings.DEFAULT));
        DesktopWindow window = waitForAsyncFx(
                10_000,
                () -> new DesktopWindow(
                        ports, InstantSource.fixed(Samples.NOW), ZoneOffset.UTC, locale, Opening.QUIET, width, height));
        String name = screen.name().toLowerCase(Locale.ROOT);
        Path png = GALLERY.resolve("fit-" + locale + "-" + name + "-" + width + ".png");
        window.accept(Samples.present(screen.state()));
        take(window, png);
        waitForAsyncFx(10_000, () -> screen.open(window));
        take(window, png);
        take(window, png);
        return window;
    }

    private static void take(DesktopWindow window, Path png) throws Exception {
        Files.deleteIfExists(png);
        window.snapshot(png).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static List<Node> shown(DesktopWindow window) {
        List<Node> nodes = new ArrayList<>();
        collect(window.scene().getRoot(), nodes);
        return nodes;
    }

    private static void collect(Node node, List<Node> into) {
        if (!node.isVisible()) {
            return;
        }
        into.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }
}
