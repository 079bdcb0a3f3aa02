package dev.hivesync.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// At most once a day, and not all at the same moment.
class UpdateScheduleTest {

    private static final Instant NOW = Releases.NOW;

    @Test
    void the_first_look_comes_a_while_after_the_start() {
        assertThat(UpdateSchedule.wait(Instant.EPOCH, NOW, 0)).isEqualTo(Duration.ofMinutes(2));
        assertThat(UpdateSchedule.wait(Instant.EPOCH, NOW, 0.99))
                .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.999})
    void the_next_comes_a_day_after_the_last_however_often_the_program_starts(double chance) {
        assertThat(UpdateSchedule.wait(NOW.minusSeconds(60), NOW, chance))
                .isBetween(Duration.ofHours(24).minusMinutes(1), Duration.ofHours(27));
        assertThat(UpdateSchedule.wait(NOW.minus(Duration.ofHours(25)), NOW, 0)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_clock_that_was_ahead_once_does_not_keep_it_from_looking() {
        assertThat(UpdateSchedule.wait(NOW.plus(Duration.ofDays(900)), NOW, 0)).isEqualTo(Duration.ofMinutes(2));
    }
}
