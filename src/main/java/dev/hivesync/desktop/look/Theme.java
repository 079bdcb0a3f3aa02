package dev.hivesync.desktop.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.hivesync.attention.Appearance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.text.Font;
import javafx.util.Subscription;

/// Fonts, style sheets and window icons. AtlantaFX is the base, with HiveSync's palette and rules over it.
public final class Theme implements AutoCloseable {

    private static final String HERE = "/dev/hivesync/desktop/";

    private final Scene scene;
    private final Subscription platform;
    private Appearance chosen = Appearance.DARK;

    /// Dresses `scene`, from here on.
    public Theme(Scene scene) {
        this.scene = scene;
        platform = Platform.getPreferences().colorSchemeProperty().subscribe((_, _) -> dress());
        dress();
    }

    public void show(Appearance appearance) {
        chosen = appearance;
        dress();
    }

    /// @param still whether nothing moves; else the platform has its way
    public void still(boolean still) {
        scene.getPreferences().setReducedMotion(still ? Boolean.TRUE : null);
    }

    /// Follows the platform no longer.
    @Override
    public void close() {
        platform.unsubscribe();
    }

    private void dress() {
        boolean light = switch (chosen) {
            case DARK -> false;
            case LIGHT -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT;
        };
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet("palette.css"));
        if (light) {
            sheets.add(sheet("palette-light.css"));
            sheets.add(sheet("review-light.css"));
        }
        sheets.add(sheet("controls.css"));
        sheets.add(sheet("hivesync.css"));
        sheets.add(sheet("review.css"));
        sheets.add(sheet("settings.css"));
        if (!scene.getStylesheets().equals(sheets)) {
            scene.setUserAgentStylesheet(base(light));
            scene.getStylesheets().setAll(sheets);
        }
    }

    /// Loads the bundled fonts, once in the life of the program; a family is known to CSS once this has run.
    public static void loadFonts() {
        // JavaFX would read its own beside it.
        if (Application.getUserAgentStylesheet() == null) {
            Application.setUserAgentStylesheet(base(false));
        }
        Fonts.load();
    }

    /// The platform keeps what was loaded, and once more each time it is.
    private static final class Fonts {

        static {
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

        private Fonts() {}

        static void load() {}
    }

    public static List<Image> windowIcons() {
        return List.of(32, 64, 128, 256).stream()
                .map(size ->
                        new Image(resource("icons/hivesync-" + size + ".png").toExternalForm()))
                .toList();
    }

    /// What the build left of AtlantaFX; all of it where nothing was built.
    private static String base(boolean light) {
        URL built = Theme.class.getResource(HERE + (light ? "base-light.css" : "base-dark.css"));
        return built == null ? whole(light) : built.toExternalForm();
    }

    private static String whole(boolean light) {
        return light ? new PrimerLight().getUserAgentStylesheet() : new PrimerDark().getUserAgentStylesheet();
    }

    private static String sheet(String name) {
        return resource(name).toExternalForm();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Theme.class.getResource(HERE + name), name);
    }
}
