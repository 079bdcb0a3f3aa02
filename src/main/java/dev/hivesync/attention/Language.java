package dev.hivesync.attention;

import java.util.Locale;

/// The language of the window.
public enum Language {
    /// The platform's where HiveSync speaks it, else English.
    SYSTEM,
    ENGLISH,
    GERMAN;

    /// The chosen language, with numbers and dates as in the platform's region.
    public Locale of(Locale platform) {
        return switch (this) {
            case ENGLISH -> regional("en", platform);
            case GERMAN -> regional("de", platform);
            case SYSTEM -> regional(platform.getLanguage().equals("de") ? "de" : "en", platform);
        };
    }

    private static Locale regional(String language, Locale platform) {
        return Locale.of(language, platform.getCountry());
    }
}
