package dev.hivesync.attention;

import dev.hivesync.inbox.Until;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/// For how long a thread can be put off.
public enum SnoozeChoice {
    HOUR,
    EVENING,
    TOMORROW,
    MONDAY,
    /// Until there is news of the thread.
    MOVES;

    /// When the evening begins.
    public static final LocalTime DUSK = LocalTime.of(18, 0);

    /// When a working day begins.
    public static final LocalTime MORNING = LocalTime.of(9, 0);

    /// The end of it as seen at `now`; empty where it has begun already.
    public Optional<Until> at(Instant now, ZoneId zone) {
        LocalDateTime here = LocalDateTime.ofInstant(now, zone);
        return switch (this) {
            case HOUR -> Optional.of(new Until.Moment(now.plus(Duration.ofHours(1))));
            case EVENING ->
                here.toLocalTime().isBefore(DUSK)
                        ? Optional.of(new Until.WallClock(here.toLocalDate().atTime(DUSK)))
                        : Optional.empty();
            case TOMORROW ->
                Optional.of(new Until.WallClock(here.toLocalDate().plusDays(1).atTime(MORNING)));
            case MONDAY ->
                Optional.of(new Until.WallClock(here.toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atTime(MORNING)));
            case MOVES -> Optional.of(new Until.Move());
        };
    }
}
