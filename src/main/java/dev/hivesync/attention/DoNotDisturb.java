package dev.hivesync.attention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When toasts are held back.
///
/// @param asked the time that the user asked for last, over or not; null for none
/// @param lifted when the user ended quiet hours before their time: those that hold it are off; null for never
/// @param highPasses whether high priority disturbs all the same
public record DoNotDisturb(@Nullable Span asked, @Nullable Instant lifted, boolean highPasses, QuietHours quietHours) {

    /// When "until tomorrow" ends.
    public static final LocalTime MORNING = LocalTime.of(8, 0);

    public static final DoNotDisturb OFF = new DoNotDisturb(null, null, false, QuietHours.OFF);

    public DoNotDisturb from(Instant now, Duration length) {
        return asking(new Span(now, now.plus(length)));
    }

    public DoNotDisturb untilTomorrow(Instant now, ZoneId zone) {
        LocalDate tomorrow = LocalDate.ofInstant(now, zone).plusDays(1);
        return asking(new Span(now, tomorrow.atTime(MORNING).atZone(zone).toInstant()));
    }

    private DoNotDisturb asking(Span span) {
        return new DoNotDisturb(span, null, highPasses, quietHours);
    }

    /// Ends it, also the quiet hours of this moment.
    public DoNotDisturb ended(Instant now) {
        return new DoNotDisturb(null, now, highPasses, quietHours);
    }

    /// Lets go of what the user asked for, once that is over.
    public DoNotDisturb settled() {
        return new DoNotDisturb(null, lifted, highPasses, quietHours);
    }

    public DoNotDisturb highPasses(boolean on) {
        return new DoNotDisturb(asked, lifted, on, quietHours);
    }

    public DoNotDisturb quietHours(QuietHours hours) {
        return new DoNotDisturb(asked, null, highPasses, hours);
    }

    /// Whether nothing disturbs at `now`, by the clock on the wall of `zone`.
    public Optional<Quiet> at(Instant now, ZoneId zone) {
        if (asked != null && asked.holds(now)) {
            return Optional.of(new Quiet(asked, true));
        }
        return quietHours
                .at(now, zone)
                .filter(span -> lifted == null || !span.holds(lifted))
                .map(span -> new Quiet(span, false));
    }
}
