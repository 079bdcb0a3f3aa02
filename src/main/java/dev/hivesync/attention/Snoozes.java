package dev.hivesync.attention;

import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.Snooze;
import dev.hivesync.inbox.Until;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When snoozes are over. Pure. News of the thread end them too; the inbox sees to that.
public final class Snoozes {

    /// A clock that is set by so much is set right, not back.
    private static final Duration ADJUSTMENT = Duration.ofMinutes(1);

    private Snoozes() {}

    /// When it ends by the clock; empty where only news end it.
    public static Optional<Instant> end(Until until, ZoneId zone) {
        return switch (until) {
            case Until.Moment(var at) -> Optional.of(at);
            case Until.WallClock(var at) -> Optional.of(at.atZone(zone).toInstant());
            case Until.Move() -> Optional.empty();
        };
    }

    /// Whether it is over at `now`. A clock that stands before the moment at which the snooze began was wrong then
    /// or is wrong now: what was put off comes back early rather than far too late.
    static boolean over(Snooze snooze, Instant now, ZoneId zone) {
        return end(snooze.until(), zone)
                .filter(end -> !now.isBefore(end) || now.isBefore(snooze.since().minus(ADJUSTMENT)))
                .isPresent();
    }

    /// What is put off and over.
    public static List<Handling> over(Collection<Handling> handlings, Instant now, ZoneId zone) {
        return handlings.stream()
                .filter(handling -> asleep(handling).anyMatch(snooze -> over(snooze, now, zone)))
                .sorted(Comparator.comparing(Handling::thread))
                .toList();
    }

    /// When the next one ends.
    public static Optional<Instant> next(Collection<Handling> handlings, ZoneId zone) {
        return handlings.stream()
                .flatMap(Snoozes::asleep)
                .flatMap(snooze -> end(snooze.until(), zone).stream())
                .min(Comparator.naturalOrder());
    }

    private static Stream<Snooze> asleep(Handling handling) {
        return Stream.ofNullable(handling.snooze()).filter(_ -> handling.asleep());
    }
}
