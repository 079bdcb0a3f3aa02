package dev.hivesync.desktop.settings;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times of day as people type them: "7", "7:30", "730", "07.30", "7 pm" and "7:30 PM".
final class TypedTime {

    private static final Pattern TYPED = Pattern.compile(
            "\\s*(\\d{1,2})(?:[:.h]?(\\d{2}))?\\s*(?:([ap])\\.?m\\.?)?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private TypedTime() {}

    static Optional<LocalTime> of(String text) {
        Matcher parts = TYPED.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String minutes = parts.group(2);
            return hour(Integer.parseInt(parts.group(1)), parts.group(3))
                    .map(hour -> LocalTime.of(hour, minutes == null ? 0 : Integer.parseInt(minutes)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// @param half "a" or "p" where the day is counted twice to twelve
    private static Optional<Integer> hour(int typed, @Nullable String half) {
        if (half == null) {
            return Optional.of(typed);
        }
        return typed < 1 || typed > 12
                ? Optional.empty()
                : Optional.of(typed % 12 + (half.equalsIgnoreCase("p") ? 12 : 0));
    }
}
