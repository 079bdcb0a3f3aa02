package dev.hivesync.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> EVERY = EnumSet.allOf(DayOfWeek.class);

    @ParameterizedTest(name = "{0} to {1}: at {2} quiet is {3}")
    @CsvSource({
        "22:00, 07:00, 2026-11-23T21:59:59, false",
        "22:00, 07:00, 2026-11-23T22:00:00, true",
        "22:00, 07:00, 2026-11-24T00:00:00, true",
        "22:00, 07:00, 2026-11-24T06:59:59, true",
        "22:00, 07:00, 2026-11-24T07:00:00, false",
        "12:00, 13:30, 2026-11-23T11:59:59, false",
        "12:00, 13:30, 2026-11-23T12:00:00, true",
        "12:00, 13:30, 2026-11-23T13:30:00, false",
        "09:00, 09:00, 2026-11-23T08:59:00, true",
        "09:00, 09:00, 2026-11-23T09:00:00, true",
    })
    void they_hold_by_the_clock_on_the_wall(LocalTime from, LocalTime to, String at, boolean quiet) {
        assertThat(hours(from, to, EVERY).at(local(at, BERLIN), BERLIN).isPresent())
                .isEqualTo(quiet);
    }

    @Test
    void the_days_are_those_on_which_they_begin() {
        QuietHours friday = hours(LocalTime.of(22, 0), LocalTime.of(7, 0), EnumSet.of(DayOfWeek.FRIDAY));
        assertThat(friday.at(local("2026-11-27T23:00", BERLIN), BERLIN)).isPresent();
        assertThat(friday.at(local("2026-11-28T06:00", BERLIN), BERLIN)).isPresent();
        assertThat(friday.at(local("2026-11-28T23:00", BERLIN), BERLIN)).isEmpty();
        assertThat(friday.at(local("2026-11-27T06:00", BERLIN), BERLIN)).isEmpty();
        assertThat(hours(LocalTime.of(22, 0), LocalTime.of(7, 0), Set.of())
                        .at(local("2026-11-27T23:00", BERLIN), BERLIN))
                .isEmpty();
    }

    /// In every zone and on both days of the change, one span without a hole, and only while the wall shows it.
    @ParameterizedTest(name = "{0} on {1}, {2} to {3}")
    @CsvSource({
        "Europe/Berlin, 2026-03-28, 22:00, 07:00, PT8H",
        "Europe/Berlin, 2026-10-24, 22:00, 07:00, PT10H",
        "Europe/Berlin, 2026-03-29, 02:30, 07:00, PT4H",
        "Europe/Berlin, 2026-03-28, 22:00, 02:30, PT4H",
        "Europe/Berlin, 2026-10-24, 22:00, 02:30, PT5H30M",
        "Europe/Berlin, 2026-10-25, 02:30, 03:30, PT2H",
        "America/New_York, 2026-03-07, 23:00, 06:00, PT6H",
        "America/New_York, 2026-10-31, 23:00, 06:00, PT8H",
        "Australia/Lord_Howe, 2026-10-03, 22:00, 06:00, PT7H30M",
        "Asia/Kathmandu, 2026-10-03, 22:00, 06:00, PT8H",
    })
    void a_changing_clock_makes_no_hole(ZoneId zone, String day, LocalTime from, LocalTime to, Duration length) {
        QuietHours hours = hours(
                from,
                to,
                EnumSet.of(ZonedDateTime.of(java.time.LocalDate.parse(day), LocalTime.NOON, zone)
                        .getDayOfWeek()));
        Instant start = java.time.LocalDate.parse(day).atStartOfDay(zone).toInstant();
        Duration quiet = Duration.ZERO;
        Optional<Span> span = Optional.empty();
        for (Instant at = start; at.isBefore(start.plus(Duration.ofHours(50))); at = at.plusSeconds(600)) {
            Optional<Span> here = hours.at(at, zone);
            if (here.isPresent()) {
                quiet = quiet.plusSeconds(600);
                assertThat(span.orElse(here.get())).isEqualTo(here.get());
                span = here;
            }
        }
        assertThat(quiet).isEqualTo(length);
        assertThat(span.map(all -> Duration.between(all.since(), all.until()))).contains(length);
    }

    @Test
    void what_the_user_asks_for_comes_first_and_can_be_ended_also_within_quiet_hours() {
        Instant night = local("2026-11-23T23:00", BERLIN);
        DoNotDisturb rule = DoNotDisturb.OFF.quietHours(hours(LocalTime.of(22, 0), LocalTime.of(7, 0), EVERY));
        assertThat(rule.at(night, BERLIN).map(Quiet::asked)).contains(false);
        DoNotDisturb asked = rule.from(night, Duration.ofMinutes(30));
        assertThat(asked.at(night, BERLIN).map(Quiet::asked)).contains(true);
        assertThat(asked.at(night.plusSeconds(1800), BERLIN).map(Quiet::asked)).contains(false);
        DoNotDisturb ended = asked.ended(night.plusSeconds(60));
        assertThat(ended.at(night.plusSeconds(61), BERLIN)).isEmpty();
        assertThat(ended.at(night.plus(Duration.ofHours(24)), BERLIN)).isPresent();
    }

    @Test
    void until_tomorrow_is_eight_in_the_morning_there() {
        Instant now = local("2026-10-24T15:00", BERLIN);
        DoNotDisturb rule = DoNotDisturb.OFF.untilTomorrow(now, BERLIN);
        assertThat(rule.at(now, BERLIN).map(quiet -> quiet.span().until())).contains(local("2026-10-25T08:00", BERLIN));
    }

    private static QuietHours hours(LocalTime from, LocalTime to, Set<DayOfWeek> days) {
        return new QuietHours(true, from, to, days);
    }

    private static Instant local(String time, ZoneId zone) {
        return java.time.LocalDateTime.parse(time).atZone(zone).toInstant();
    }
}
