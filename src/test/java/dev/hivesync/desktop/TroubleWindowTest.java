package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.desktop.look.Snapshot;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// What somebody sees who started from an icon, and HiveSync could not start.
class TroubleWindowTest {

    private static final String SENTENCE =
            "HiveSync cannot write to its directory /home/somebody/.local/share/hivesync."
                    + " Make it writable, or name another one in HIVESYNC_HOME.";

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @CsvSource({"en,HiveSync could not start,Close", "de,HiveSync konnte nicht starten,Schließen"})
    void it_says_what_is_wrong_in_full(String language, String title, String button) throws Exception {
        CompletableFuture<Void> read = open(Locale.of(language));
        Stage stage = shown();
        WritableImage picture = waitForAsyncFx(10_000, () -> {
            assertThat(stage.getScene().getRoot().lookupAll(".label"))
                    .extracting(node -> ((Label) node).getText())
                    .containsExactly(title, SENTENCE);
            Label sentence = (Label) stage.getScene().getRoot().lookup(".blank-text");
            assertThat(sentence.getHeight()).isEqualTo(sentence.prefHeight(sentence.getWidth()), within(1.0));
            assertThat(((Button) stage.getScene().getRoot().lookup(".button")).getText())
                    .isEqualTo(button);
            return stage.getScene().snapshot(null);
        });
        Files.createDirectories(Pictures.GALLERY);
        Snapshot.write(picture, Pictures.GALLERY.resolve("trouble-" + language + ".png"));
        assertThat(read).isNotDone();
        press(stage, KeyCode.ESCAPE);
        read.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyCode.class,
            names = {"ENTER", "ESCAPE"})
    void a_key_closes_it(KeyCode key) throws Exception {
        CompletableFuture<Void> read = open(Locale.ENGLISH);
        Stage stage = shown();
        press(stage, key);
        read.get(10, TimeUnit.SECONDS);
        assertThat(stage.isShowing()).isFalse();
    }

    private static CompletableFuture<Void> open(Locale language) {
        return waitForAsyncFx(
                10_000, () -> TroubleWindow.show(SENTENCE, language).read().toCompletableFuture());
    }

    private static Stage shown() {
        return waitForAsyncFx(10_000, () -> (Stage) Window.getWindows().getLast());
    }

    private static void press(Stage stage, KeyCode key) {
        waitForAsyncFx(10_000, () -> {
            var root = stage.getScene().getRoot();
            root.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
            root.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
        });
    }
}
