package dev.hivesync.desktop.plugins;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A plugin that is connected now.
///
/// @param id names this connection, and means nothing else
/// @param name as it calls itself, such as `vscode`
/// @param focus the project that its user looks at; null where it has not said
/// @param delivered events that it was sent since it connected
/// @param waiting messages that it has not taken yet
public record Plugin(
        long id,
        String name,
        @Nullable String version,
        Instant since,
        @Nullable String focus,
        long delivered,
        int waiting) {}
