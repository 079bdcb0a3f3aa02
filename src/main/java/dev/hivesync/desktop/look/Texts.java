package dev.hivesync.desktop.look;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The texts of the user interface in one language. Patterns are those of [MessageFormat], plurals its choices;
/// a pattern without arguments is taken as it stands. A text that names keys which are others on a Mac has a twin for
/// there, whose key ends in `.mac`.
public final class Texts {

    private static final String MAC = ".mac";

    private final Locale locale;
    private final ResourceBundle bundle;
    private final boolean mac;

    /// For the system that this runs on.
    public Texts(Locale locale) {
        this(locale, System.getProperty("os.name", "").startsWith("Mac"));
    }

    /// @param mac for a Mac's keyboard
    public Texts(Locale locale, boolean mac) {
        this(
                locale,
                ResourceBundle.getBundle(
                        "dev.hivesync.desktop.messages",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
                mac);
    }

    Texts(Locale locale, ResourceBundle bundle, boolean mac) {
        this.locale = locale;
        this.bundle = bundle;
        this.mac = mac;
    }

    /// @throws java.util.MissingResourceException where the bundle lacks the key
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(mac && bundle.containsKey(key + MAC) ? key + MAC : key);
        return pattern.indexOf('{') < 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    public Locale locale() {
        return locale;
    }
}
