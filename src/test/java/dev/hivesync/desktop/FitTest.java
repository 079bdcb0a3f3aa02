package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.look.Pseudo;
import dev.hivesync.desktop.look.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// Every screen can be read whole: in German, and in a pseudo-language two fifths longer than English; in the usual
/// window and in the smallest.
class FitTest {

    private static final Texts GERMAN = new Texts(Locale.GERMAN);
    private static final Texts PSEUDO = Pseudo.texts();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource
    void no_german_word_is_cut(Screen screen) throws Exception {
        assertThat(cut(screen, GERMAN, "de")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_longer_word_is_cut(Screen screen) throws Exception {
        assertThat(cut(screen, PSEUDO, "pseudo")).isEmpty();
    }

    /// One window for both sizes: to make it is what costs.
    private static List<String> cut(Screen screen, Texts texts, String language) throws Exception {
        List<String> cut = new ArrayList<>();
        try (Pictures pictures = screen.open(Size.USUAL, texts)) {
            for (Size size : List.of(Size.USUAL, Size.SMALLEST)) {
                pictures.resize(size)
                        .take("fit-%s-%s-%d".formatted(language, screen.name().toLowerCase(Locale.ROOT), size.width()));
                pictures.see(scene -> new Look(scene).cut()).forEach(what -> cut.add(size.width() + ": " + what));
            }
        }
        return cut;
    }
}
