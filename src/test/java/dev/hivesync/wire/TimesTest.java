package dev.hivesync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written and read by hand is what the JDK's formatter writes and reads.
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

    @Test
    void what_was_written_is_read_as_it_was() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000) * 1_000L);

            assertThat(Times.parse(Times.format(time))).isEqualTo(time);
        }
    }

    /// One character of a time exchanged, at every place: the same moment as the JDK reads, or none as there.
    @Test
    void what_is_nearly_a_time_is_read_as_the_jdk_does() {
        String time = "2024-02-29T23:59:58.123456Z";
        for (int place = 0; place < time.length(); place++) {
            for (char other : "0123456789-:.TZtz+ /;\u0660".toCharArray()) {
                String text = time.substring(0, place) + other + time.substring(place + 1);

                assertThat(read(Times::parse, text)).as(text).isEqualTo(read(TimesTest::jdk, text));
            }
        }
    }

    private static Instant jdk(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    private static Optional<Instant> read(Function<String, Instant> reader, String text) {
        try {
            return Optional.of(reader.apply(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
