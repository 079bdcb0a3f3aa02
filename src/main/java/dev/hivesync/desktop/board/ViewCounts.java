package dev.hivesync.desktop.board;

import dev.hivesync.attention.SavedView;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What is unread in each saved view, kept by looking only at what comes and goes. One thread's, for one choice of
/// settings.
final class ViewCounts {

    private final List<SavedView> views;
    private final Map<String, Set<String>> unread = new HashMap<>(); // keys of threads, by the view's name

    ViewCounts(List<SavedView> views) {
        this.views = views;
    }

    /// @param come rows that stand for threads as they are now
    void take(Collection<ThreadRow> gone, Collection<Row> come, Rows rows) {
        for (SavedView view : views) {
            Set<String> keys = unread.computeIfAbsent(view.name(), _ -> new HashSet<>());
            gone.forEach(thread -> keys.remove(thread.key()));
            Predicate<Row> passes = rows.passing(Filter.of(view).unread());
            come.stream().filter(passes).forEach(row -> keys.add(row.thread().key()));
        }
    }

    /// By the view's name.
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        unread.forEach((name, keys) -> counts.put(name, keys.size()));
        return counts;
    }
}
