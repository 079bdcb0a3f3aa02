package dev.hivesync.desktop.center;

import dev.hivesync.attention.Preferences.Trouble;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.wire.Connection;
import java.util.ArrayList;
import java.util.List;

/// What stands above the list until it is settled.
public sealed interface Banner {

    record Offline() implements Banner {}

    /// The settings are not what the file says, or the file does not say what they are.
    record Settings(Trouble trouble) implements Banner {}

    record SyncFailed(ThreadRow thread) implements Banner {}

    static List<Banner> above(Board board) {
        List<Banner> banners = new ArrayList<>();
        // Without a single row, the offline state has the list's place to itself.
        if (board.state().link().connection() == Connection.OFFLINE
                && !board.threads().isEmpty()) {
            banners.add(new Offline());
        }
        board.tally().failedSync().map(SyncFailed::new).ifPresent(banners::add);
        return List.copyOf(banners);
    }
}
