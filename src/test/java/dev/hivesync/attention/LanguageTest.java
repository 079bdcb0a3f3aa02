package dev.hivesync.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void the_platform_is_followed_where_its_language_is_spoken() {
        assertThat(Language.SYSTEM.of(Locale.GERMANY)).isEqualTo(Locale.GERMANY);
        assertThat(Language.SYSTEM.of(Locale.of("de", "AT"))).isEqualTo(Locale.of("de", "AT"));
        assertThat(Language.SYSTEM.of(Locale.FRANCE)).isEqualTo(Locale.of("en", "FR"));
    }

    @Test
    void a_chosen_language_keeps_the_region_of_the_platform() {
        assertThat(Language.ENGLISH.of(Locale.GERMANY)).isEqualTo(Locale.of("en", "DE"));
        assertThat(Language.GERMAN.of(Locale.US)).isEqualTo(Locale.of("de", "US"));
        assertThat(Language.GERMAN.of(Locale.ROOT)).isEqualTo(Locale.GERMAN);
    }
}
