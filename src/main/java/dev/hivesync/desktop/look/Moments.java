package dev.hivesync.desktop.look;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/// Times as people say them.
public final class Moments {

    private final Texts texts;
    private final ZoneId zone;
    private final Formats formats;

    public Moments(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
        this.formats = Formats.of(texts, zone);
    }

    public LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /// "just now", "4 min ago", "3 h ago"; from yesterday on the time of day, since the list names the day.
    /// A time in the future is the other clock's fault and counts as now.
    public String ago(Instant time, Instant now) {
        long minutes = Duration.between(time, now).toMinutes();
        if (minutes < 1) {
            return texts.text("time.now");
        }
        if (minutes < 60) {
            return texts.text("time.minutes", minutes);
        }
        return day(time).equals(day(now)) ? texts.text("time.hours", minutes / 60) : clock(time);
    }

    public String dayName(LocalDate day, Instant now) {
        LocalDate today = day(now);
        if (!day.isBefore(today)) {
            return texts.text("time.today");
        }
        if (day.equals(today.minusDays(1))) {
            return texts.text("time.yesterday");
        }
        return day.isAfter(today.minusDays(7))
                ? formats.weekday().format(day)
                : formats.date().format(day);
    }

    public ZoneId zone() {
        return zone;
    }

    /// A time to come: "18:00" today, "Tomorrow, 09:00", from then on with the day.
    public String coming(Instant time, Instant now) {
        return day(time).equals(day(now).plusDays(1))
                ? texts.text("time.coming", texts.text("time.tomorrow"), clock(time))
                : dated(time, now);
    }

    /// Likewise, with tomorrow's date.
    public String dated(Instant time, Instant now) {
        LocalDate day = day(time);
        return day.isAfter(day(now))
                ? texts.text("time.coming", formats.coming().format(day), clock(time))
                : clock(time);
    }

    /// A time that is over: "18:00" today, else with the day.
    public String past(Instant time, Instant now) {
        LocalDate day = day(time);
        return day.equals(day(now))
                ? clock(time)
                : texts.text("time.coming", formats.coming().format(day), clock(time));
    }

    /// To the second, with the date.
    public String full(Instant time) {
        return formats.full().format(time);
    }

    /// A time of day, on 12 or 24 hours as the region has it.
    public String clock(TemporalAccessor time) {
        return formats.clock().format(time);
    }

    /// What is left of a time, to the second: "14:59", "1:05:09".
    public String countdown(Duration left) {
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", left.toMinutesPart(), left.toSecondsPart());
    }

    /// How long something took, in the largest unit that says enough.
    public String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return texts.text("time.span.seconds", seconds);
        }
        if (seconds < 3600) {
            return texts.text("time.span.minutes", seconds / 60);
        }
        return seconds < 86_400
                ? texts.text("time.span.hours", seconds / 3600)
                : texts.text("time.span.days", seconds / 86_400);
    }
}
