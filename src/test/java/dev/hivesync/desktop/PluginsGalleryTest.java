package dev.hivesync.desktop;

import dev.hivesync.attention.Appearance;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.plugins.Plugin;
import dev.hivesync.desktop.work.Errands;
import java.util.Locale;
import javafx.scene.control.Button;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// The list of connected plugins, to be looked at.
class PluginsGalleryTest {

    private Preferences preferences = Preferences.inMemory(Settings.DEFAULT);

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private void picture(String name, Size size, Locale locale, Plugin... plugins) throws Exception {
        try (Pictures pictures = new Pictures(size, Errands.NONE, preferences, new FakePlugins(plugins), locale)) {
            pictures.show(Samples.present(
                            plugins.length == 0
                                    ? Samples.stateWithoutPlugins(Samples.LIVE, Samples.day())
                                    : Samples.state(Samples.LIVE, Samples.day())))
                    .then(scene -> ((Button) scene.lookup(".sidebar-plugins")).fire())
                    .once(scene -> scene.lookup(".plugins-card").getParent().isVisible())
                    .take(name);
        }
    }

    @Test
    void plugins_are_listed() throws Exception {
        picture("plugins", Size.USUAL, Locale.ENGLISH, FakePlugins.VSCODE, FakePlugins.INTELLIJ);
        picture("plugins-german", Size.USUAL, Locale.GERMAN, FakePlugins.VSCODE, FakePlugins.INTELLIJ);
        picture("plugins-none", Size.USUAL, Locale.ENGLISH);
    }

    @Test
    void many_plugins_fit_into_the_smallest_window() throws Exception {
        Plugin[] many = new Plugin[12];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Plugin(
                    i,
                    i == 1 ? "an editor with a name that does not want to come to an end" : "vscode",
                    i == 1 ? "2026.3.1-insiders.20261123" : "1.4",
                    Samples.NOW.minusSeconds(600L * i),
                    i % 3 == 0 ? "proj-2" : null,
                    123_456L * i,
                    i == 2 ? 240 : 0);
        }
        picture("plugins-many-narrow", Size.SMALLEST, Locale.GERMAN, many);
        preferences = Preferences.inMemory(Settings.DEFAULT.appearance(Appearance.LIGHT));
        picture("plugins-light", Size.USUAL, Locale.ENGLISH, FakePlugins.VSCODE, FakePlugins.INTELLIJ);
    }
}
