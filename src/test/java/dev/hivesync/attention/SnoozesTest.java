package dev.hivesync.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.Snooze;
import dev.hivesync.inbox.Until;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of snoozes: what can be chosen, and when each is over.
class SnoozesTest {

    @ParameterizedTest(name = "{0} at {1} in {2} ends {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                // Tuesday
                "HOUR,     2026-11-24T10:00:00Z, Europe/Berlin, 2026-11-24T11:00:00Z",
                "EVENING,  2026-11-24T10:00:00Z, Europe/Berlin, 2026-11-24T17:00:00Z",
                "TOMORROW, 2026-11-24T10:00:00Z, Europe/Berlin, 2026-11-25T08:00:00Z",
                "MONDAY,   2026-11-24T10:00:00Z, Europe/Berlin, 2026-11-30T08:00:00Z",
                "MOVES,    2026-11-24T10:00:00Z, Europe/Berlin, -",
                // A Monday means the next one.
                "MONDAY,   2026-11-23T10:00:00Z, Europe/Berlin, 2026-11-30T08:00:00Z",
                // Where it is Wednesday already.
                "TOMORROW, 2026-11-24T20:00:00Z, Asia/Tokyo,    2026-11-26T00:00:00Z",
                // The night in which the clocks go back: nine is nine, and an hour is an hour.
                "TOMORROW, 2026-10-24T20:00:00Z, Europe/Berlin, 2026-10-25T08:00:00Z",
                "HOUR,     2026-10-25T00:30:00Z, Europe/Berlin, 2026-10-25T01:30:00Z",
                // The night in which they go forward.
                "TOMORROW, 2027-03-27T20:00:00Z, Europe/Berlin, 2027-03-28T07:00:00Z",
                "MONDAY,   2027-03-27T20:00:00Z, Europe/Berlin, 2027-03-29T07:00:00Z",
            })
    void each_choice_has_its_end(SnoozeChoice choice, Instant now, ZoneId zone, @Nullable Instant end) {
        Until until = choice.at(now, zone).orElseThrow();
        assertThat(Snoozes.end(until, zone)).isEqualTo(java.util.Optional.ofNullable(end));
    }

    @Test
    void the_evening_is_not_offered_once_it_has_begun() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(SnoozeChoice.EVENING.at(Instant.parse("2026-11-24T16:59:59Z"), berlin))
                .isPresent();
        assertThat(SnoozeChoice.EVENING.at(Instant.parse("2026-11-24T17:00:00Z"), berlin))
                .isEmpty();
    }

    @ParameterizedTest(name = "since {0} until {1}: over at {2} in {3}: {4}")
    @CsvSource({
        "2026-11-24T10:00:00Z, 2026-11-24T11:00:00Z, 2026-11-24T10:59:59Z, UTC, false",
        "2026-11-24T10:00:00Z, 2026-11-24T11:00:00Z, 2026-11-24T11:00:00Z, UTC, true",
        // The computer slept through it.
        "2026-11-24T10:00:00Z, 2026-11-24T11:00:00Z, 2026-11-29T11:00:00Z, UTC, true",
        // The clock was set right by seconds, and set back by a day.
        "2026-11-24T10:00:00Z, 2026-11-24T11:00:00Z, 2026-11-24T09:59:30Z, UTC, false",
        "2026-11-24T10:00:00Z, 2026-11-24T11:00:00Z, 2026-11-23T10:00:00Z, UTC, true",
        // Nine is where the wall is.
        "2026-11-24T10:00:00Z, 2026-11-25T09:00, 2026-11-25T08:30:00Z, Europe/Berlin, true",
        "2026-11-24T10:00:00Z, 2026-11-25T09:00, 2026-11-25T08:30:00Z, UTC, false",
        "2026-11-24T10:00:00Z, 2026-11-25T09:00, 2026-11-25T08:30:00Z, America/New_York, false",
        // An hour that a spring night leaves out.
        "2027-03-27T10:00:00Z, 2027-03-28T02:30, 2027-03-28T00:59:59Z, Europe/Berlin, false",
        "2027-03-27T10:00:00Z, 2027-03-28T02:30, 2027-03-28T01:30:00Z, Europe/Berlin, true",
        // Only news end it.
        "2026-11-24T10:00:00Z, '', 2036-11-24T10:00:00Z, UTC, false",
        "2026-11-24T10:00:00Z, '', 2016-11-24T10:00:00Z, UTC, false",
    })
    void a_snooze_is_over(Instant since, String until, Instant now, ZoneId zone, boolean over) {
        assertThat(Snoozes.over(new Snooze(since, read(until), null), now, zone))
                .isEqualTo(over);
    }

    private static Until read(String until) {
        if (until.isEmpty()) {
            return new Until.Move();
        }
        return until.endsWith("Z")
                ? new Until.Moment(Instant.parse(until))
                : new Until.WallClock(LocalDateTime.parse(until));
    }

    @Test
    void what_has_come_back_is_not_over_again_and_does_not_set_the_alarm() {
        Instant since = Instant.parse("2026-11-24T10:00:00Z");
        Snooze snooze = new Snooze(since, new Until.Moment(since.plusSeconds(60)), null);
        Handling asleep = new Handling("b", null, snooze);
        Handling back = new Handling(
                "a", null, new Snooze(since, new Until.Moment(since.plusSeconds(30)), since.plusSeconds(30)));
        Handling pinned = new Handling("c", since, null);
        List<Handling> all = List.of(asleep, back, pinned);

        assertThat(Snoozes.over(all, since.plusSeconds(99), ZoneId.of("UTC"))).containsExactly(asleep);
        assertThat(Snoozes.next(all, ZoneId.of("UTC"))).contains(since.plusSeconds(60));
    }
}
