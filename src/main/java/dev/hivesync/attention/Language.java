package dev.hivesync.attention;

import java.util.Locale;

/// The language of the window.
public enum Language {
    /// The platform's where HiveSync speaks it, else English.
    SYSTEM,
    ENGLISH,
    GERMAN;

    /// The chosen language, with numbers and dates as in the platform's region. Windows and macOS let their users
    /// choose the two apart from each other.
    ///
    /// @param display in whose language the platform speaks
    /// @param format in whose way it writes numbers and dates
    public Locale of(Locale display, Locale format) {
        return switch (this) {
            case ENGLISH -> regional("en", format);
            case GERMAN -> regional("de", format);
            case SYSTEM -> regional(display.getLanguage().equals("de") ? "de" : "en", format);
        };
    }

    private static Locale regional(String language, Locale format) {
        return Locale.of(language, format.getCountry());
    }
}
