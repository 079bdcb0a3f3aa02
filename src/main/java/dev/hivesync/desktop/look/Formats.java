package dev.hivesync.desktop.look;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

/// How dates and times of day are written: in the region's way where the locale names one, with its 12 or 24 hours
/// and its order of day and month; else as the language has it.
///
/// @param weekday of the last days
/// @param coming of the next days
/// @param date of longer ago
/// @param full to the second
record Formats(
        DateTimeFormatter clock,
        DateTimeFormatter weekday,
        DateTimeFormatter coming,
        DateTimeFormatter date,
        DateTimeFormatter full) {

    static Formats of(Texts texts, ZoneId zone) {
        Locale locale = texts.locale();
        Formats formats = locale.getCountry().isEmpty() ? ofLanguage(texts) : ofRegion();
        return new Formats(
                in(formats.clock, locale, zone),
                in(formats.weekday, locale, zone),
                in(formats.coming, locale, zone),
                in(formats.date, locale, zone),
                in(formats.full, locale, zone));
    }

    private static DateTimeFormatter in(DateTimeFormatter format, Locale locale, ZoneId zone) {
        return format.withLocale(locale).withZone(zone);
    }

    private static Formats ofLanguage(Texts texts) {
        return new Formats(
                DateTimeFormatter.ofPattern(texts.text("time.pattern.clock")),
                DateTimeFormatter.ofPattern(texts.text("time.pattern.weekday")),
                DateTimeFormatter.ofPattern(texts.text("time.pattern.coming")),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG),
                DateTimeFormatter.ofPattern(texts.text("time.pattern.full")));
    }

    /// `j` stands for the hour as the region counts it.
    private static Formats ofRegion() {
        return new Formats(
                DateTimeFormatter.ofLocalizedPattern("jm"),
                builder("EEEE").appendLiteral(", ").appendLocalized("MMMMd").toFormatter(),
                DateTimeFormatter.ofLocalizedPattern("MMMEd"),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG),
                new DateTimeFormatterBuilder()
                        .appendLocalized("yMMMd")
                        .appendLiteral(", ")
                        .appendLocalized("jms")
                        .toFormatter());
    }

    private static DateTimeFormatterBuilder builder(String pattern) {
        return new DateTimeFormatterBuilder().appendPattern(pattern);
    }
}
