package dev.hivesync.desktop.look;

import atlantafx.base.theme.PrimerDark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.text.Font;

/// Fonts, style sheets and window icons.
public final class Theme {

    private static final String HERE = "/dev/hivesync/desktop/";

    private Theme() {}

    /// Loads the bundled fonts; a family is known to CSS once this has run.
    public static void loadFonts() {
        for (String file : List.of(
                "Inter-Regular.otf",
                "Inter-Medium.otf",
                "Inter-SemiBold.otf",
                "Inter-Bold.otf",
                "JetBrainsMono-Regular.ttf",
                "JetBrainsMono-Medium.ttf")) {
            try (InputStream font = resource("fonts/" + file).openStream()) {
                Font.loadFont(font, 13);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// AtlantaFX as the base, HiveSync's palette and rules over it.
    public static void dress(Scene scene) {
        scene.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(
                        resource("palette.css").toExternalForm(),
                        resource("controls.css").toExternalForm(),
                        resource("hivesync.css").toExternalForm(),
                        resource("review.css").toExternalForm());
    }

    public static List<Image> windowIcons() {
        return List.of(32, 64, 128, 256).stream()
                .map(size ->
                        new Image(resource("icons/hivesync-" + size + ".png").toExternalForm()))
                .toList();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Theme.class.getResource(HERE + name), name);
    }
}
