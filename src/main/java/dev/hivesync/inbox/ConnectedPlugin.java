package dev.hivesync.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plugin that has proved itself to the bridge and is connected now.
///
/// @param client the name it gave, such as `vscode`
/// @param focus the project that its user looks at; null where it has not said
public record ConnectedPlugin(
        String client,
        @Nullable String version,
        List<String> projects,
        Instant since,
        @Nullable String focus) {
    public ConnectedPlugin {
        projects = List.copyOf(projects);
    }

    /// One whose user looks at no project.
    public ConnectedPlugin(String client, @Nullable String version, List<String> projects, Instant since) {
        this(client, version, projects, since, null);
    }

    public ConnectedPlugin withFocus(@Nullable String project) {
        return new ConnectedPlugin(client, version, projects, since, project);
    }
}
