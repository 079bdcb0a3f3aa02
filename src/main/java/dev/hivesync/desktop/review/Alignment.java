package dev.hivesync.desktop.review;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which parts of two sequences have no partner on the other side, by the shortest edit script.
///
/// @param removed indices into the first
/// @param added indices into the second
record Alignment(BitSet removed, BitSet added) {

    /// @throws Budget.Spent where they are too different to be compared within the budget
    static Alignment of(List<String> before, List<String> after, Budget budget) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        Map<String, Integer> names = new HashMap<>();
        int[] old = named(before.subList(head, before.size() - tail), names);
        int[] fresh = named(after.subList(head, after.size() - tail), names);
        BitSet removed = new BitSet(before.size());
        BitSet added = new BitSet(after.size());
        // What occurs on one side only has no partner, and need not be looked for.
        List<Integer> oldPlaces = shared(old, fresh, head, names.size(), removed);
        List<Integer> freshPlaces = shared(fresh, old, head, names.size(), added);
        for (Change change : script(old, oldPlaces, fresh, freshPlaces, head, budget)) {
            oldPlaces.subList(change.startOriginal, change.endOriginal).forEach(removed::set);
            freshPlaces.subList(change.startRevised, change.endRevised).forEach(added::set);
        }
        return new Alignment(removed, added);
    }

    private static List<Change> script(
            int[] old, List<Integer> oldPlaces, int[] fresh, List<Integer> freshPlaces, int head, Budget budget) {
        List<Integer> a = oldPlaces.stream().map(place -> old[place - head]).toList();
        List<Integer> b = freshPlaces.stream().map(place -> fresh[place - head]).toList();
        return new MyersDiffWithLinearSpace<Integer>(budget::same).computeDiff(a, b, null);
    }

    private static int[] named(List<String> parts, Map<String, Integer> names) {
        return parts.stream()
                .mapToInt(part -> names.computeIfAbsent(part, _ -> names.size()))
                .toArray();
    }

    /// The places in `mine` whose content occurs in `theirs` too; all others are marked as without a partner.
    private static List<Integer> shared(int[] mine, int[] theirs, int offset, int names, BitSet alone) {
        BitSet there = new BitSet(names);
        for (int name : theirs) {
            there.set(name);
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < mine.length; i++) {
            if (there.get(mine[i])) {
                places.add(i + offset);
            } else {
                alone.set(i + offset);
            }
        }
        return places;
    }
}
