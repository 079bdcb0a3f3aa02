package dev.hivesync.desktop.settings;

import dev.hivesync.attention.Settings;
import java.util.function.Predicate;

/// One setting.
///
/// @param key names it among all settings
/// @param text what it does, may be empty
/// @param applies whether it has any effect as things are
record Item(String key, String title, String text, Control control, Predicate<Settings> applies) {

    Item(String key, String title, String text, Control control) {
        this(key, title, text, control, _ -> true);
    }
}
