package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.look.Texts;
import java.nio.IntBuffer;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// What the build leaves of AtlantaFX's theme draws each screen as the whole of it does.
class BaseThemeTest {

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "LIST",
                "DETAIL",
                "FAILURES",
                "TOASTS",
                "SETTINGS",
                "SIGN_IN",
                "SERVER_REFUSED",
                "REVIEW",
                "VIEW_DIALOG",
                "PICKED",
                "SNOOZE_MENU",
                "ABOUT",
                "PLUGINS"
            })
    void nothing_that_is_drawn_is_missing(Screen screen) throws Exception {
        try (Pictures pictures = screen.open(Size.USUAL, new Texts(Locale.ENGLISH))) {
            pictures.then(scene -> {
                assertThat(scene.getUserAgentStylesheet()).endsWith("base-dark.css");
                scene.getPreferences().setReducedMotion(true);
            });
            String built = pictures.see(Scene::getUserAgentStylesheet);
            // Once for the list to be measured anew, which each change of styles has it do.
            pictures.then(scene -> scene.setUserAgentStylesheet(null));
            IntBuffer whole = pixels(pictures, new PrimerDark().getUserAgentStylesheet());
            pictures.then(scene -> scene.setUserAgentStylesheet(null));
            assertThat(pixels(pictures, built).equals(whole))
                    .as("drawn as by the whole theme")
                    .isTrue();
        }
    }

    /// A list guesses the height of rows that it has not measured yet, and its scroll bar with it: until that stands.
    private static IntBuffer pixels(Pictures pictures, String theme) {
        pictures.then(scene -> scene.setUserAgentStylesheet(theme));
        IntBuffer before;
        IntBuffer now = pixelsAtOnce(pictures);
        int left = 50;
        do {
            assertThat(--left).as("tries until it stands still").isPositive();
            before = now;
            pictures.then(scene -> scene.getRoot().lookupAll(".virtual-flow").stream()
                    .map(Parent.class::cast)
                    .forEach(Parent::requestLayout));
            now = pixelsAtOnce(pictures);
        } while (!now.equals(before));
        return now;
    }

    private static IntBuffer pixelsAtOnce(Pictures pictures) {
        Image picture = pictures.see(scene -> scene.snapshot(null));
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        IntBuffer pixels = IntBuffer.allocate(width * height);
        picture.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels.array(), 0, width);
        return pixels;
    }
}
