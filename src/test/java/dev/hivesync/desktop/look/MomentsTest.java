package dev.hivesync.desktop.look;

import static dev.hivesync.desktop.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dates and times of day are written as in the region, whatever the language.
class MomentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-US | 2:26 PM | Friday, November 20 | Mon, Nov 30, 9:00 AM  | Nov 23, 2026, 2:26:00 PM",
                "en-GB | 14:26   | Friday, 20 November | Mon 30 Nov, 09:00     | 23 Nov 2026, 14:26:00",
                "de-DE | 14:26   | Freitag, 20. November | Mo., 30. Nov., 09:00 | 23. Nov. 2026, 14:26:00",
                "de-US | 2:26 PM | Freitag, 20. November | Mo., 30. Nov., 9:00 AM | 23. Nov. 2026, 2:26:00 PM",
                "en    | 14:26   | Friday, 20 November | Mon 30 Nov, 09:00     | 23 Nov 2026, 14:26:00",
                "de    | 14:26   | Freitag, 20. November | Mo., 30. Nov., 09:00 | 23. Nov. 2026, 14:26:00"
            })
    void each_region_has_its_clock(String locale, String clock, String day, String coming, String full) {
        Moments moments = in(locale);
        assertThat(plain(moments.clock(NOW))).isEqualTo(clock);
        assertThat(moments.dayName(moments.day(NOW.minus(Duration.ofDays(3))), NOW))
                .isEqualTo(day);
        assertThat(plain(moments.dated(NOW.plus(Duration.ofDays(7)).minusSeconds(19_560), NOW)))
                .isEqualTo(coming);
        assertThat(plain(moments.full(NOW))).isEqualTo(full);
    }

    @Test
    void what_is_tomorrow_is_said_so_or_dated() {
        Moments moments = in("en-GB");
        assertThat(moments.coming(NOW.plus(Duration.ofDays(1)), NOW)).isEqualTo("tomorrow, 14:26");
        assertThat(moments.dated(NOW.plus(Duration.ofDays(1)), NOW)).isEqualTo("Tue 24 Nov, 14:26");
        assertThat(moments.dated(NOW.plusSeconds(60), NOW)).isEqualTo("14:27");
    }

    @Test
    void a_time_of_the_day_needs_no_date() {
        assertThat(plain(in("en-US").clock(LocalTime.of(8, 0)))).isEqualTo("8:00 AM");
        assertThat(in("de-AT").clock(LocalTime.of(8, 0))).isEqualTo("08:00");
    }

    private static Moments in(String locale) {
        return new Moments(new Texts(Locale.forLanguageTag(locale)), ZoneOffset.UTC);
    }

    /// Between the time and its half of the day stands a space at which no line breaks.
    private static String plain(String text) {
        return text.replace('\u202F', ' ');
    }
}
