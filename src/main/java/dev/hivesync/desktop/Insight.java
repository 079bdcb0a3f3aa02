package dev.hivesync.desktop;

import dev.hivesync.desktop.plugins.Plugins;
import dev.hivesync.desktop.settings.Diagnostics;
import dev.hivesync.desktop.settings.FilePicker;
import dev.hivesync.inbox.Telling;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// By what the user sees what HiveSync does, beyond the notifications.
///
/// @param plugins who is connected to the bridge
/// @param keeper takes what became of arrivals, to be asked for later; on the FX thread
/// @param diagnostics how the program is, written down
/// @param picker asks where to
public record Insight(Plugins plugins, Consumer<List<Telling>> keeper, Diagnostics diagnostics, FilePicker picker) {

    /// For a window that only shows.
    public static final Insight NONE = new Insight(Plugins.NONE, _ -> {});

    /// With no diagnostics to save.
    public Insight(Plugins plugins, Consumer<List<Telling>> keeper) {
        this(plugins, keeper, Diagnostics.NONE, _ -> Optional.empty());
    }
}
