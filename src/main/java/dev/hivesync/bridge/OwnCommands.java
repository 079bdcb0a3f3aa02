package dev.hivesync.bridge;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What HiveSync's own commands ask of the running desktop. Called on the keeper's thread.
public interface OwnCommands {

    /// Marks these read.
    ///
    /// @return those of them that are known, once that is durable; no answer where it never will be
    CompletionStage<Set<String>> read(Set<String> ids);

    /// Brings the window to the front; false where there is none.
    ///
    /// @param notificationId what it is to open, as somebody wrote it, or null
    boolean show(@Nullable String notificationId);
}
