package dev.hivesync.inbox;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What became of arrivals, in the making. One a notification, the last that was said; of the newest only.
final class Tellings {

    /// So many more are let gather, so that not each one costs a look at all.
    static final int SLACK = 500;

    private final Map<String, Telling> before;
    private final Map<String, Telling> put = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    Tellings(Map<String, Telling> before) {
        this.before = before;
    }

    void tell(Telling telling) {
        if (!telling.equals(before.get(telling.id())) || removed.contains(telling.id())) {
            put.put(telling.id(), telling);
            removed.remove(telling.id());
        } else {
            put.remove(telling.id());
        }
    }

    /// The notification is gone.
    void forget(String id) {
        put.remove(id);
        if (before.containsKey(id)) {
            removed.add(id);
        }
    }

    /// Lets go of the oldest where there are too many. Once, at the end.
    Map<String, Telling> all() {
        Layers<String, Telling> all = Layers.of(before).with(put, removed);
        if (all.size() <= Telling.KEPT + SLACK) {
            return all;
        }
        all.values().stream()
                .sorted(Comparator.comparing(Telling::at).thenComparing(Telling::id))
                .limit(all.size() - Telling.KEPT)
                .map(Telling::id)
                .toList()
                .forEach(this::forget);
        return Layers.of(before).with(put, removed);
    }

    /// New or changed.
    Collection<Telling> written() {
        return put.values();
    }

    Collection<String> deleted() {
        return removed;
    }
}
