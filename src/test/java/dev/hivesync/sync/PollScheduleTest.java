package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.sync.PollSchedule.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {

    private final PollSchedule schedule = new PollSchedule(new Random(7));

    @ParameterizedTest
    @CsvSource({
        "0, false, , , 45", // normal
        "0, true, , , 10", // an AI job is active
        "1, false, , , 15", // offline backoff
        "2, true, , , 30",
        "3, false, , , 60",
        "4, false, , , 120",
        "400, true, , , 120",
        "1, false, 7, , 7", // Retry-After
        "4, false, 1, , 1",
        "5, false, 1, , 15", // and a server that is never back is not hammered
        "9, false, 3600, , 3600",
        "0, false, , 90, 90", // Poll-Interval slows down
        "0, true, , 30, 30",
        "0, false, , 5, 45", // and never hurries
    })
    void the_interval_is_the_contract(
            int failures, boolean job, @Nullable Integer retryAfter, @Nullable Integer pollInterval, int expected) {
        Situation situation = new Situation(failures, job, seconds(retryAfter), seconds(pollInterval));

        assertThat(schedule.interval(situation)).isEqualTo(Duration.ofSeconds(expected));
    }

    private static @Nullable Duration seconds(@Nullable Integer value) {
        return value == null ? null : Duration.ofSeconds(value);
    }

    @Test
    void jitter_stays_within_a_tenth_and_uses_all_of_it() {
        Situation normal = new Situation(0, false, null, null);
        double least = 99;
        double most = 0;
        for (int i = 0; i < 10_000; i++) {
            double seconds = schedule.next(normal).toMillis() / 1000.0;
            least = Math.min(least, seconds);
            most = Math.max(most, seconds);
        }

        assertThat(least).isBetween(40.5, 40.6);
        assertThat(most).isBetween(49.4, 49.5);
    }

    @Test
    void what_the_server_asks_for_is_never_undercut() {
        RandomGenerator lowest = () -> 0L;
        PollSchedule eager = new PollSchedule(lowest);

        assertThat(eager.next(new Situation(1, false, Duration.ofSeconds(30), null)))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(eager.next(new Situation(0, false, null, Duration.ofSeconds(90))))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(eager.next(new Situation(0, false, null, null))).isEqualTo(Duration.ofMillis(40_500));
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30",
        "' 30 ', 30",
        "0, 1",
        "86400, 3600",
        "999999999999999999999, 3600",
        "-5, ",
        "soon, ",
        "'Mon, 23 Nov 2026 08:00:20 GMT', 20",
        "'Mon, 23 Nov 2026 07:00:00 GMT', 1",
        "'Mon, 23 Nov 2076 08:00:00 GMT', 3600",
        "'Mon, 99 Nov 2026 08:00:00 GMT', ",
    })
    void every_form_of_retry_after(String header, @Nullable Integer expected) {
        Duration parsed = RetryAfter.parse(header, Instant.parse("2026-11-23T08:00:00Z"));

        assertThat(parsed).isEqualTo(seconds(expected));
    }

    @Test
    void of_several_wishes_the_longest_that_makes_sense_counts() {
        Instant now = Instant.parse("2026-11-23T08:00:00Z");

        assertThat(RetryAfter.parse(List.of("5", "soon", "Mon, 23 Nov 2026 08:00:20 GMT", "-9"), now))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(RetryAfter.parse(List.of("soon", "-9"), now)).isNull();
        assertThat(RetryAfter.parse(List.of(), now)).isNull();
    }
}
