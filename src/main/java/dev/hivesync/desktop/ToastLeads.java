package dev.hivesync.desktop;

import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.settings.SettingsViewModel;
import dev.hivesync.desktop.toast.ToastsViewModel;
import dev.hivesync.desktop.work.Actions;
import java.util.Map;
import java.util.Optional;

/// Where a toast leads in this window, from wherever the user is. The FX thread's.
final class ToastLeads implements ToastsViewModel.Leads {

    private final CenterViewModel center;
    private final SettingsViewModel settings;
    private final Actions actions;
    private Map<String, ThreadRow> threads = Map.of();

    ToastLeads(CenterViewModel center, SettingsViewModel settings, Actions actions) {
        this.center = center;
        this.settings = settings;
        this.actions = actions;
    }

    void apply(Board board) {
        threads = board.threads();
    }

    @Override
    public void thread(String key) {
        leave(key).ifPresent(actions::perform);
    }

    @Override
    public void reveal(String key) {
        leave(key).ifPresent(center::reveal);
    }

    @Override
    public void unread() {
        settings.openProperty().set(false);
        center.narrowing().scopeProperty().set(new Scope.Unread());
    }

    /// Leaves the settings where there is somewhere to go.
    private Optional<ThreadRow> leave(String key) {
        Optional<ThreadRow> thread = Optional.ofNullable(threads.get(key));
        if (thread.isPresent()) {
            settings.openProperty().set(false);
        }
        return thread;
    }
}
