package dev.hivesync.desktop.board;

import dev.hivesync.inbox.Layers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The newest thread of each kind. One thread's.
final class Newest<K> {

    private final Function<ThreadRow, Optional<K>> kind;
    private Layers<K, ThreadRow> newest = Layers.of(Map.of());

    /// @param kind empty for a thread that is not asked about
    Newest(Function<ThreadRow, Optional<K>> kind) {
        this.kind = kind;
    }

    Layers<K, ThreadRow> map() {
        return newest;
    }

    /// Where the newest of a kind goes and nothing as new comes, all threads are looked through once for the next.
    void take(Threads.Move move) {
        Map<K, ThreadRow> put = new HashMap<>();
        for (ThreadRow thread : move.come()) {
            kind.apply(thread).ifPresent(of -> put.merge(of, thread, Newest::newer));
        }
        Set<K> lost = new HashSet<>();
        for (ThreadRow thread : move.gone()) {
            kind.apply(thread)
                    .filter(of -> thread.equals(newest.get(of)) && !covers(put.get(of), thread))
                    .ifPresent(lost::add);
        }
        put.keySet().removeAll(lost);
        put.entrySet()
                .removeIf(next -> covers(newest.get(next.getKey()), next.getValue())
                        && !sameRank(newest.get(next.getKey()), next.getValue()));
        if (!lost.isEmpty()) {
            find(lost, move.to(), put);
        }
        newest = newest.with(put, lost);
    }

    /// Moves what is found from `lost` to `put`.
    private void find(Set<K> lost, Threads threads, Map<K, ThreadRow> put) {
        for (ThreadRow thread : threads.newestFirst()) {
            if (lost.isEmpty()) {
                return;
            }
            kind.apply(thread).filter(lost::remove).ifPresent(of -> put.put(of, thread));
        }
    }

    private static ThreadRow newer(ThreadRow one, ThreadRow other) {
        return Threads.NEWEST_FIRST.compare(one, other) <= 0 ? one : other;
    }

    /// Whether `thread` is at least as new as `other`.
    private static boolean covers(@Nullable ThreadRow thread, ThreadRow other) {
        return thread != null && Threads.NEWEST_FIRST.compare(thread, other) <= 0;
    }

    private static boolean sameRank(@Nullable ThreadRow thread, ThreadRow other) {
        return thread != null && Threads.NEWEST_FIRST.compare(thread, other) == 0;
    }
}
