package dev.hivesync.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// Times on the wire: UTC, RFC 3339, always six digits of a second.
public final class Times {

    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private Times() {}

    public static String format(Instant time) {
        return MICROSECONDS.format(time);
    }

    /// Accepts any offset and precision.
    ///
    /// @throws java.time.DateTimeException where the text is no RFC 3339 time
    public static Instant parse(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }
}
