package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands above the list until it is settled.
public sealed interface Banner {

    /// @param nextPollAt when the next try is due, or null where that is not known
    record Offline(@Nullable Instant nextPollAt) implements Banner {}

    record SyncFailed(ThreadRow thread, String project) implements Banner {}
}
