package dev.hivesync.desktop.center;

import dev.hivesync.attention.Preferences.Trouble;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.inbox.Disk;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Payload;
import java.util.ArrayList;
import java.util.List;

/// What stands above the list until it is settled.
public sealed interface Banner {

    record Offline() implements Banner {}

    /// The settings are not what the file says, or the file does not say what they are.
    record Settings(Trouble trouble) implements Banner {}

    /// A link was followed that leads to nothing so far.
    ///
    /// @param close ends the search, or takes note of its end
    record Linked(Found found, Runnable close) implements Banner {

        /// What it names.
        public enum Found {
            /// Nothing that has arrived; it is asked for.
            NOT_YET,
            /// Nothing that is to be had.
            NOTHING,
            /// Nothing at all.
            NONSENSE
        }
    }

    /// There is a newer HiveSync.
    ///
    /// @param open leads the browser to it
    /// @param later puts it off until the next start
    record Newer(String version, Runnable open, Runnable later) implements Banner {}

    /// Somebody was signed in here, and is no longer.
    record SessionExpired() implements Banner {}

    /// Nothing is saved at the moment.
    record DiskRefuses() implements Banner {}

    /// The inbox was damaged.
    ///
    /// @param kept pending marks that were saved
    record Rebuilt(int kept) implements Banner {}

    record SyncFailed(ThreadRow thread) implements Banner {}

    record Synced(ThreadRow thread) implements Banner {}

    record PreviewReady(ThreadRow thread, Payload.Preview preview) implements Banner {}

    record Maintenance(ThreadRow thread, Payload.SystemNotice notice) implements Banner {}

    static List<Banner> above(Board board) {
        List<Banner> banners = new ArrayList<>();
        Disk disk = board.state().disk();
        if (disk.refusing()) {
            banners.add(new DiskRefuses());
        }
        Disk.Rebuilt rebuilt = disk.rebuilt();
        if (rebuilt != null) {
            banners.add(new Rebuilt(rebuilt.kept()));
        }
        // Without a single row, the offline state has the list's place to itself. At a start nothing has failed yet.
        if (board.state().link().unreachable() && !board.threads().isEmpty()) {
            banners.add(new Offline());
        }
        if (board.state().link().connection() == Connection.SIGNED_OUT
                && !board.threads().isEmpty()) {
            banners.add(new SessionExpired());
        }
        board.tally().failedSync().map(SyncFailed::new).ifPresent(banners::add);
        board.highlights().preview().ifPresent(thread -> {
            if (thread.notification().payload() instanceof Payload.Preview preview) {
                banners.add(new PreviewReady(thread, preview));
            }
        });
        board.highlights().synced().map(Synced::new).ifPresent(banners::add);
        board.highlights().maintenance().ifPresent(thread -> {
            if (thread.notification().payload() instanceof Payload.SystemNotice notice) {
                banners.add(new Maintenance(thread, notice));
            }
        });
        return List.copyOf(banners);
    }
}
