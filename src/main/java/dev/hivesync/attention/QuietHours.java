package dev.hivesync.attention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Hours of the day in which nothing disturbs, by the clock on the wall.
///
/// @param from when they begin; the same as `to` for the whole day round
/// @param to when they end, on the next day where that is not after `from`
/// @param days the days on which they begin
public record QuietHours(boolean on, LocalTime from, LocalTime to, Set<DayOfWeek> days) {

    public static final QuietHours OFF =
            new QuietHours(false, LocalTime.of(22, 0), LocalTime.of(7, 0), EnumSet.allOf(DayOfWeek.class));

    public QuietHours {
        days = Set.copyOf(days);
    }

    public QuietHours on(boolean now) {
        return new QuietHours(now, from, to, days);
    }

    public QuietHours from(LocalTime time) {
        return new QuietHours(on, time, to, days);
    }

    public QuietHours to(LocalTime time) {
        return new QuietHours(on, from, time, days);
    }

    public QuietHours day(DayOfWeek day, boolean chosen) {
        Set<DayOfWeek> next = EnumSet.noneOf(DayOfWeek.class);
        next.addAll(days);
        if (chosen) {
            next.add(day);
        } else {
            next.remove(day);
        }
        return new QuietHours(on, from, to, next);
    }

    /// The quiet hours that `now` falls into.
    Optional<Span> at(Instant now, ZoneId zone) {
        if (!on) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        return Stream.of(today, today.minusDays(1))
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(day -> begunOn(day, zone))
                .filter(span -> span.holds(now))
                .findFirst();
    }

    private Span begunOn(LocalDate day, ZoneId zone) {
        LocalDate end = to.isAfter(from) ? day : day.plusDays(1);
        return new Span(first(day.atTime(from), zone), last(end.atTime(to), zone));
    }

    /// The first moment at which the wall shows `time`, or skips it.
    private static Instant first(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? skipped(time, zone) : time.toInstant(offsets.getFirst());
    }

    /// The last moment at which the wall shows `time`: where the clock goes back it shows it twice.
    private static Instant last(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? skipped(time, zone) : time.toInstant(offsets.getLast());
    }

    private static Instant skipped(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(time);
        return transition.getInstant();
    }
}
