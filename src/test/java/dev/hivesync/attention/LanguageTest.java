package dev.hivesync.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void the_platform_is_followed_where_its_language_is_spoken() {
        assertThat(Language.SYSTEM.of(Locale.GERMANY, Locale.GERMANY)).isEqualTo(Locale.GERMANY);
        assertThat(Language.SYSTEM.of(Locale.of("de", "AT"), Locale.of("de", "AT")))
                .isEqualTo(Locale.of("de", "AT"));
        assertThat(Language.SYSTEM.of(Locale.FRANCE, Locale.FRANCE)).isEqualTo(Locale.of("en", "FR"));
    }

    @Test
    void a_chosen_language_keeps_the_region_of_the_platform() {
        assertThat(Language.ENGLISH.of(Locale.GERMANY, Locale.GERMANY)).isEqualTo(Locale.of("en", "DE"));
        assertThat(Language.GERMAN.of(Locale.US, Locale.US)).isEqualTo(Locale.of("de", "US"));
        assertThat(Language.GERMAN.of(Locale.ROOT, Locale.ROOT)).isEqualTo(Locale.GERMAN);
    }

    /// As Windows and macOS have it where the region is another than the language's.
    @Test
    void the_region_is_that_of_numbers_and_dates_and_the_language_that_of_words() {
        assertThat(Language.SYSTEM.of(Locale.US, Locale.GERMANY)).isEqualTo(Locale.of("en", "DE"));
        assertThat(Language.SYSTEM.of(Locale.GERMANY, Locale.US)).isEqualTo(Locale.of("de", "US"));
        assertThat(Language.SYSTEM.of(Locale.ENGLISH, Locale.of("de", "AT"))).isEqualTo(Locale.of("en", "AT"));
        assertThat(Language.GERMAN.of(Locale.US, Locale.UK)).isEqualTo(Locale.of("de", "GB"));
    }
}
