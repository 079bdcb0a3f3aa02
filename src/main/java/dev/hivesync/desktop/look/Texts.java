package dev.hivesync.desktop.look;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The texts of the user interface in one language. Patterns are those of [MessageFormat], plurals its choices;
/// a pattern without arguments is taken as it stands.
public final class Texts {

    private final Locale locale;
    private final ResourceBundle bundle;

    public Texts(Locale locale) {
        this(
                locale,
                ResourceBundle.getBundle(
                        "dev.hivesync.desktop.messages",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    Texts(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
    }

    /// @throws java.util.MissingResourceException where the bundle lacks the key
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return pattern.indexOf('{') < 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    public Locale locale() {
        return locale;
    }
}
