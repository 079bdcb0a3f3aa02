package dev.hivesync.desktop.review;

import dev.hivesync.desktop.board.Runs;
import dev.hivesync.desktop.board.ThreadRow;
import java.util.Optional;

/// Why a suggestion may no longer fit.
sealed interface Stale {

    /// The same action was completed again.
    record Newer(ThreadRow thread) implements Stale {}

    /// The repository was synced since.
    record RepositoryChanged(ThreadRow sync) implements Stale {}

    /// Pure.
    static Optional<Stale> of(ThreadRow thread, Runs runs) {
        return runs.goodAfter(thread)
                .<Stale>map(Newer::new)
                .or(() -> runs.syncedAfter(thread).map(RepositoryChanged::new));
    }
}
