package dev.hivesync.desktop;

import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.Phase;
import dev.hivesync.inbox.Entry;
import java.util.Map;

/// Where a link leads in this window. The FX thread's.
final class LinkedWindow implements LinkViewModel.Window {

    private final CenterViewModel center;
    private final Runnable refresh;
    private Map<String, ThreadRow> threads = Map.of();
    private Map<String, Entry> entries = Map.of();

    LinkedWindow(CenterViewModel center, Runnable refresh) {
        this.center = center;
        this.refresh = refresh;
    }

    void apply(Board board) {
        threads = board.threads();
        entries = board.state().entries();
    }

    @Override
    public boolean reveal(String notificationId) {
        Entry entry = entries.get(notificationId);
        ThreadRow thread = entry == null ? null : threads.get(ThreadRow.keyOf(entry));
        if (thread == null) {
            return false;
        }
        center.reveal(thread);
        return true;
    }

    @Override
    public void refresh() {
        refresh.run();
    }

    @Override
    public boolean ready() {
        Phase phase = center.phaseProperty().get();
        return phase != Phase.SIGNED_OUT && phase != Phase.LOADING;
    }
}
