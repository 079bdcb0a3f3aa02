package dev.hivesync.inbox;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Values by id; immutable. The next map shares most of this one: a few changes lie over a large base, which is
/// copied only when they have become many. A single change to 100,000 values so costs microseconds.
final class Layers<V> extends AbstractMap<String, V> {

    /// Changes are folded into the base when there are more than this, or than a hundredth of it.
    private static final int FEW = 64;

    private final Map<String, V> base; // never changed from here on
    private final Map<String, V> over; // newer than the base
    private final Set<String> without; // ids of the base that are gone
    private final int size;

    private Layers(Map<String, V> base, Map<String, V> over, Set<String> without, int size) {
        this.base = base;
        this.over = over;
        this.without = without;
        this.size = size;
    }

    /// @param values are not changed by anyone from here on
    static <V> Layers<V> of(Map<String, V> values) {
        return values instanceof Layers<V> known ? known : new Layers<>(values, Map.of(), Set.of(), values.size());
    }

    /// This map with some entries put and some removed.
    Layers<V> with(Map<String, V> put, Collection<String> removed) {
        if (put.isEmpty() && removed.isEmpty()) {
            return this;
        }
        if (over.size() + without.size() + put.size() + removed.size() > Math.max(FEW, base.size() / 100)) {
            Map<String, V> folded = HashMap.newHashMap(size + put.size());
            folded.putAll(base);
            without.forEach(folded::remove);
            folded.putAll(over);
            removed.forEach(folded::remove);
            folded.putAll(put);
            return of(folded);
        }
        Map<String, V> nextOver = new HashMap<>(over);
        Set<String> nextWithout = new HashSet<>(without);
        removed.forEach(id -> {
            nextOver.remove(id);
            if (base.containsKey(id)) {
                nextWithout.add(id);
            }
        });
        put.forEach((id, value) -> {
            nextOver.put(id, value);
            nextWithout.remove(id);
        });
        long hidden = nextOver.keySet().stream().filter(base::containsKey).count();
        return new Layers<>(
                base,
                nextOver,
                nextWithout,
                base.size() - nextWithout.size() + nextOver.size() - Math.toIntExact(hidden));
    }

    @Override
    public @Nullable V get(@Nullable Object id) {
        V newer = over.get(id);
        return newer != null ? newer : without.contains(id) ? null : base.get(id);
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return get(id) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return Stream.concat(
                                base.entrySet().stream()
                                        .filter(known ->
                                                !over.containsKey(known.getKey()) && !without.contains(known.getKey())),
                                over.entrySet().stream())
                        .map(known -> Map.entry(known.getKey(), known.getValue()))
                        .iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
