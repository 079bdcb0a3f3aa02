package dev.hivesync.desktop.settings;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times of day as people type them: "7", "7:30", "730" and "07.30".
final class TypedTime {

    private static final Pattern TYPED = Pattern.compile("\\s*(\\d{1,2})(?:[:.h]?(\\d{2}))?\\s*");

    private TypedTime() {}

    static Optional<LocalTime> of(String text) {
        Matcher parts = TYPED.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String minutes = parts.group(2);
            return Optional.of(
                    LocalTime.of(Integer.parseInt(parts.group(1)), minutes == null ? 0 : Integer.parseInt(minutes)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
