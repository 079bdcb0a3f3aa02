package dev.hivesync.desktop.settings;

import dev.hivesync.attention.QuietHours;
import dev.hivesync.attention.Settings;
import java.time.LocalTime;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a setting is set with, and where in the settings it lives.
sealed interface Control {

    record Switch(Predicate<Settings> get, BiFunction<Settings, Boolean, Settings> set) implements Control {}

    /// One of a few.
    ///
    /// @param get the id of the option that holds
    record Choice(List<Option> options, Function<Settings, String> get, BiFunction<Settings, String, Settings> set)
            implements Control {
        public Choice {
            options = List.copyOf(options);
        }
    }

    record Option(String id, String text) {}

    record TimeOfDay(Function<Settings, LocalTime> get, BiFunction<Settings, LocalTime, Settings> set)
            implements Control {}

    /// Leads to a screen of its own.
    record Lead(String text, Runnable action) implements Control {}

    /// Start at login, which the operating system keeps.
    record Login(LoginViewModel model) implements Control {}

    /// Days of the week.
    record Days(Function<Settings, QuietHours> get, BiFunction<Settings, QuietHours, Settings> set)
            implements Control {}
}
