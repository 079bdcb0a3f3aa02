package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.look.Pseudo;
import dev.hivesync.desktop.look.Texts;
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
        assertThat(cut(screen, Size.USUAL, GERMAN, "de")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_german_word_is_cut_in_the_smallest_window(Screen screen) throws Exception {
        assertThat(cut(screen, Size.SMALLEST, GERMAN, "de")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_longer_word_is_cut(Screen screen) throws Exception {
        assertThat(cut(screen, Size.USUAL, PSEUDO, "pseudo")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_longer_word_is_cut_in_the_smallest_window(Screen screen) throws Exception {
        assertThat(cut(screen, Size.SMALLEST, PSEUDO, "pseudo")).isEmpty();
    }

    private static List<String> cut(Screen screen, Size size, Texts texts, String language) throws Exception {
        try (Pictures pictures = screen.open(size, texts)) {
            pictures.take("fit-%s-%s-%d".formatted(language, screen.name().toLowerCase(Locale.ROOT), size.width()));
            return pictures.see(scene -> new Look(scene).cut());
        }
    }
}
