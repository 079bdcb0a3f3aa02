package dev.hivesync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written by hand is what the JDK's formatter writes.
class TimesTest {

    private static final DateTimeFormatter JDK =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2024-02-29T12:34:56.000001Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "-0001-12-31T23:59:59.5Z",
                "+10000-01-01T00:00:00Z",
            })
    void corners_are_written_as_the_jdk_does(String text) {
        Instant time = Instant.parse(text);

        assertThat(Times.format(time)).isEqualTo(JDK.format(time));
    }

    @Test
    void so_is_any_moment_of_a_thousand_years() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-10_000_000_000L, 20_000_000_000L), random.nextInt(1_000_000_000));

            assertThat(Times.format(time)).isEqualTo(JDK.format(time));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59-18:00"
            })
    void a_year_of_more_than_four_digits_is_no_time(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void the_past_and_the_future_of_other_clocks_are_read() {
        assertThat(Times.parse("1970-01-01T00:00:00Z")).isEqualTo(Instant.EPOCH);
        assertThat(Times.parse("2099-01-01T00:00:00+02:00")).isEqualTo(Instant.parse("2098-12-31T22:00:00Z"));
    }
}
