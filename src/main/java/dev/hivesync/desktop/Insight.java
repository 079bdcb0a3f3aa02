package dev.hivesync.desktop;

import dev.hivesync.desktop.plugins.Plugins;
import dev.hivesync.inbox.Telling;
import java.util.List;
import java.util.function.Consumer;

/// By what the user sees what HiveSync does, beyond the notifications.
///
/// @param plugins who is connected to the bridge
/// @param keeper takes what became of arrivals, to be asked for later; on the FX thread
public record Insight(Plugins plugins, Consumer<List<Telling>> keeper) {

    /// For a window that only shows.
    public static final Insight NONE = new Insight(Plugins.NONE, _ -> {});
}
