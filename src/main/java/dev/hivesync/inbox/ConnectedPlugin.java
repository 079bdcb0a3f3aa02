package dev.hivesync.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plugin that has proved itself to the bridge and is connected now.
///
/// @param client the name it gave, such as `vscode`
public record ConnectedPlugin(String client, @Nullable String version, List<String> projects, Instant since) {
    public ConnectedPlugin {
        projects = List.copyOf(projects);
    }
}
