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

/// Values by key; immutable. The next map shares most of this one: a few changes lie over a large base, which is
/// copied only when they have become many. A single change to 100,000 values so costs microseconds.
public final class Layers<K, V> extends AbstractMap<K, V> {

    /// Changes are folded into the base when there are more than this, or than a hundredth of it.
    private static final int FEW = 64;

    private final Map<K, V> base; // never changed from here on
    private final Map<K, V> over; // newer than the base
    private final Set<K> without; // ids of the base that are gone
    private final int size;

    private Layers(Map<K, V> base, Map<K, V> over, Set<K> without, int size) {
        this.base = base;
        this.over = over;
        this.without = without;
        this.size = size;
    }

    /// @param values are not changed by anyone from here on
    public static <K, V> Layers<K, V> of(Map<K, V> values) {
        return values instanceof Layers<K, V> known ? known : new Layers<>(values, Map.of(), Set.of(), values.size());
    }

    /// This map with some entries put and some removed.
    public Layers<K, V> with(Map<K, V> put, Collection<K> removed) {
        if (put.isEmpty() && removed.isEmpty()) {
            return this;
        }
        if (over.size() + without.size() + put.size() + removed.size() > Math.max(FEW, base.size() / 100)) {
            Map<K, V> folded = HashMap.newHashMap(size + put.size());
            folded.putAll(base);
            without.forEach(folded::remove);
            folded.putAll(over);
            removed.forEach(folded::remove);
            folded.putAll(put);
            return of(folded);
        }
        Map<K, V> nextOver = new HashMap<>(over);
        Set<K> nextWithout = new HashSet<>(without);
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

    /// What has to be put into `before` and taken from it to make it this map. Values are told apart by identity.
    ///
    /// @param put by key
    /// @param removed keys
    public record Difference<K, V>(Map<K, V> put, Set<K> removed) {

        public boolean none() {
            return put.isEmpty() && removed.isEmpty();
        }
    }

    /// Costs as much as was changed, where both come of the same base.
    @SuppressWarnings("ReferenceEquality")
    public static <K, V> Difference<K, V> difference(Map<K, V> before, Map<K, V> after) {
        if (before == after) {
            return new Difference<>(Map.of(), Set.of());
        }
        if (before instanceof Layers<K, V> one && after instanceof Layers<K, V> other && one.base == other.base) {
            return among(one.touched(other), before, after);
        }
        Set<K> keys = new HashSet<>(after.keySet());
        keys.addAll(before.keySet());
        return among(keys, before, after);
    }

    private Set<K> touched(Layers<K, V> other) {
        Set<K> keys = new HashSet<>(over.keySet());
        keys.addAll(without);
        keys.addAll(other.over.keySet());
        keys.addAll(other.without);
        return keys;
    }

    @SuppressWarnings("ReferenceEquality")
    private static <K, V> Difference<K, V> among(Set<K> keys, Map<K, V> before, Map<K, V> after) {
        Map<K, V> put = new HashMap<>();
        Set<K> removed = new HashSet<>();
        for (K key : keys) {
            V now = after.get(key);
            V then = before.get(key);
            if (now != null && now != then) {
                put.put(key, now);
            } else if (now == null && then != null) {
                removed.add(key);
            }
        }
        return new Difference<>(put, removed);
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
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
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
