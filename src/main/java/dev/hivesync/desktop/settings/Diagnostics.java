package dev.hivesync.desktop.settings;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Writes down how the program is, for whoever helps.
public interface Diagnostics {

    /// For a window that only shows.
    Diagnostics NONE = _ -> CompletableFuture.completedStage(false);

    /// Returns at once.
    ///
    /// @return whether `file` has been written, whole
    CompletionStage<Boolean> save(Path file);
}
