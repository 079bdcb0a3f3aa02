package dev.hivesync.desktop.board;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/// An immutable list in order. The next list shares nothing with this one, yet is made of it by copying whole
/// blocks: only what comes and goes is compared, so that a change to 100,000 costs microseconds.
final class Sorted<T> extends AbstractList<T> implements RandomAccess {

    private final Object[] items;
    private final Comparator<? super T> order;

    private Sorted(Object[] items, Comparator<? super T> order) {
        this.items = items;
        this.order = order;
    }

    @SuppressWarnings("unchecked")
    static <T> Sorted<T> of(Collection<? extends T> items, Comparator<? super T> order) {
        Object[] sorted = items.toArray();
        Arrays.sort(sorted, (Comparator<Object>) order);
        return new Sorted<>(sorted, order);
    }

    /// @param items in that order already
    static <T> Sorted<T> ready(List<? extends T> items, Comparator<? super T> order) {
        return new Sorted<>(items.toArray(), order);
    }

    /// @param gone is left out, where it is here
    /// @param come is put where it belongs
    Sorted<T> with(Collection<? extends T> gone, Collection<? extends T> come) {
        int[] holes = gone.stream()
                .mapToInt(this::find)
                .filter(place -> place >= 0)
                .sorted()
                .distinct()
                .toArray();
        if (holes.length == 0 && come.isEmpty()) {
            return this;
        }
        Sorted<T> fresh = of(come, order);
        Object[] next = new Object[items.length - holes.length + fresh.size()];
        int from = 0;
        int to = 0;
        int hole = 0;
        for (int i = 0; i <= fresh.size(); i++) {
            int place = i == fresh.size() ? items.length : place(fresh.get(i));
            while (hole < holes.length && holes[hole] < place) {
                int block = holes[hole] - from;
                System.arraycopy(items, from, next, to, block);
                from += block + 1;
                to += block;
                hole++;
            }
            System.arraycopy(items, from, next, to, place - from);
            to += place - from;
            from = place;
            if (i < fresh.size()) {
                next[to++] = fresh.get(i);
            }
        }
        return new Sorted<>(next, order);
    }

    /// The list with items at some places exchanged for others of the same rank.
    ///
    /// @param places that exist
    Sorted<T> replaced(Collection<Integer> places, Function<Integer, T> by) {
        Object[] next = items.clone();
        places.forEach(place -> next[place] = by.apply(place));
        return new Sorted<>(next, order);
    }

    /// Where an item of this rank is, or `-(where it would be) - 1`.
    @SuppressWarnings("unchecked")
    int find(T item) {
        return Arrays.binarySearch(items, item, (Comparator<Object>) order);
    }

    /// Where an item of this rank is or would be.
    int place(T item) {
        int found = find(item);
        return found >= 0 ? found : -found - 1;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T get(int index) {
        return (T) items[index];
    }

    @Override
    public int size() {
        return items.length;
    }
}
