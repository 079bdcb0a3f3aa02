package dev.hivesync.desktop.board;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Layers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An inbox's entries as threads. Immutable; the next one is worked out of what changed.
///
/// @param entries what the threads are made of
/// @param handlings what the user decided about some of them
/// @param byKey in no order
record Threads(
        Map<String, Entry> entries,
        Map<String, Handling> handlings,
        Layers<String, ThreadRow> byKey,
        Sorted<ThreadRow> newestFirst) {

    static final Comparator<ThreadRow> NEWEST_FIRST =
            Comparator.comparing(ThreadRow::time).reversed().thenComparing(ThreadRow::key);

    static final Threads NONE =
            new Threads(Map.of(), Map.of(), Layers.of(Map.of()), Sorted.of(List.of(), NEWEST_FIRST));

    /// Where more threads than these, and more than one in so many, come or go, it is most of them.
    private static final int MANY = 1_000;

    private static final int ONE_IN = 4;

    /// From one to the next.
    ///
    /// @param gone threads that are no more, or no more like this
    /// @param come threads that are new, or new like this
    record Move(Threads to, List<ThreadRow> gone, List<ThreadRow> come) {

        boolean none() {
            return gone.isEmpty() && come.isEmpty();
        }

        /// Whether so much of the whole has changed that it costs less to take the whole.
        boolean most() {
            return gone.size() + come.size() > Math.max(MANY, to.byKey.size() / ONE_IN);
        }
    }

    /// @param known threads to be kept where they are the same
    static Threads of(InboxState state, Map<String, ThreadRow> known) {
        Map<String, Entry> entries = state.entries();
        Map<String, List<Entry>> grouped = new HashMap<>();
        for (Entry entry : entries.values()) {
            grouped.computeIfAbsent(ThreadRow.keyOf(entry), _ -> new ArrayList<>(1))
                    .add(entry);
        }
        Map<String, ThreadRow> threads = HashMap.newHashMap(grouped.size());
        grouped.forEach((key, group) -> {
            group.sort(ThreadRow.COURSE);
            ThreadRow before = known.get(key);
            ThreadRow thread = new ThreadRow(key, group, state.handling(key));
            threads.put(key, thread.equals(before) ? before : thread);
        });
        return new Threads(entries, state.handlings(), Layers.of(threads), Sorted.of(threads.values(), NEWEST_FIRST));
    }

    /// All of it, as if nothing had been known before.
    Move anew() {
        return new Move(this, List.of(), newestFirst);
    }

    Move to(InboxState next) {
        Layers.Difference<String, Entry> difference = Layers.difference(entries, next.entries());
        Layers.Difference<String, Handling> decided = Layers.difference(handlings, next.handlings());
        if (difference.none() && decided.none()) {
            return new Move(new Threads(next.entries(), next.handlings(), byKey, newestFirst), List.of(), List.of());
        }
        Map<String, List<Entry>> fresh = new HashMap<>();
        for (Entry entry : difference.put().values()) {
            fresh.computeIfAbsent(ThreadRow.keyOf(entry), _ -> new ArrayList<>(1))
                    .add(entry);
        }
        Set<String> stale = new HashSet<>(difference.removed());
        stale.addAll(difference.put().keySet());
        Set<String> touched = new HashSet<>(fresh.keySet());
        touched.addAll(decided.put().keySet());
        touched.addAll(decided.removed());
        for (String id : stale) {
            Entry before = entries.get(id);
            if (before != null) {
                touched.add(ThreadRow.keyOf(before));
            }
        }
        List<ThreadRow> gone = new ArrayList<>();
        List<ThreadRow> come = new ArrayList<>();
        for (String key : touched) {
            List<Entry> group = fresh.computeIfAbsent(key, _ -> new ArrayList<>());
            ThreadRow before = byKey.get(key);
            if (before != null) {
                gone.add(before);
                before.entries().stream()
                        .filter(entry -> !stale.contains(entry.id()))
                        .forEach(group::add);
            }
            if (!group.isEmpty()) {
                group.sort(ThreadRow.COURSE);
                come.add(new ThreadRow(key, group, next.handling(key)));
            }
        }
        return new Move(with(next, gone, come), gone, come);
    }

    private Threads with(InboxState next, Collection<ThreadRow> gone, List<ThreadRow> come) {
        Map<String, ThreadRow> put = new HashMap<>();
        come.forEach(thread -> put.put(thread.key(), thread));
        List<String> removed = gone.stream()
                .map(ThreadRow::key)
                .filter(key -> !put.containsKey(key))
                .toList();
        return new Threads(next.entries(), next.handlings(), byKey.with(put, removed), newestFirst.with(gone, come));
    }
}
