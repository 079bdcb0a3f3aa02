package dev.hivesync.desktop.settings;

import dev.hivesync.desktop.about.About;
import dev.hivesync.desktop.about.Updates;
import java.util.function.Supplier;

/// This program as it lies on this machine.
///
/// @param about asked for when somebody wants to know, on the FX thread
public record Installation(LoginStart login, Updates updates, Supplier<About> about) {

    /// For a window that only shows.
    public static final Installation NONE = new Installation(LoginStart.NONE, Updates.NONE, () -> About.NONE);
}
