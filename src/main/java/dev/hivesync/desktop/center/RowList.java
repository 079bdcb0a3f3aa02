package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Row;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;

/// The rows on the screen. A new list takes the old one's place as it is, and only the differences are told, so that
/// cells, selection and scroll position stay where nothing changed.
public final class RowList {

    /// Above this many single changes, one exchange of all between the first and the last is told.
    private static final int SINGLE_CHANGES = 64;

    /// How far is looked for the place where two lists agree again.
    private static final int AHEAD = 64;

    /// Rows of the old list, from `from` on, in whose place stand rows of the next, from `to` on.
    private record Hunk(int from, int old, int to, int fresh) {}

    /// Holds the list it was given: JavaFX's own copies row by row, which takes seconds at the head of a long list.
    private static final class Shown extends ObservableListBase<Row> {

        private List<Row> rows = List.of();

        @Override
        public Row get(int index) {
            return rows.get(index);
        }

        @Override
        public int size() {
            return rows.size();
        }

        void show(List<Row> next, List<Hunk> hunks) {
            List<Row> before = rows;
            beginChange();
            rows = next;
            for (Hunk hunk : hunks) {
                List<Row> removed = before.subList(hunk.from, hunk.from + hunk.old);
                if (hunk.fresh == 0) {
                    nextRemove(hunk.to, removed);
                } else if (hunk.old == 0) {
                    nextAdd(hunk.to, hunk.to + hunk.fresh);
                } else {
                    nextReplace(hunk.to, hunk.to + hunk.fresh, removed);
                }
            }
            endChange();
        }
    }

    private final Shown rows = new Shown();

    /// Only [#replace] changes it.
    public ObservableList<Row> list() {
        return rows;
    }

    /// @param next is not changed by anyone from here on
    void replace(List<Row> next) {
        rows.show(next, hunks(rows.rows, next));
    }

    private static List<Hunk> hunks(List<Row> before, List<Row> next) {
        if (Math.abs(before.size() - next.size()) > SINGLE_CHANGES) {
            return List.of(whole(before, next));
        }
        List<Hunk> hunks = new ArrayList<>();
        int changes = 0;
        int old = 0;
        int fresh = 0;
        while (old < before.size() || fresh < next.size()) {
            if (old < before.size() && fresh < next.size() && before.get(old).equals(next.get(fresh))) {
                old++;
                fresh++;
                continue;
            }
            Hunk hunk = hunk(before, old, next, fresh);
            hunks.add(hunk);
            changes += Math.max(hunk.old, hunk.fresh);
            if (changes > SINGLE_CHANGES) {
                return List.of(whole(before, next));
            }
            old += hunk.old;
            fresh += hunk.fresh;
        }
        return hunks;
    }

    /// What differs from here to where both agree again.
    private static Hunk hunk(List<Row> before, int from, List<Row> next, int to) {
        int old = before.size() - from;
        int fresh = next.size() - to;
        for (int distance = 1; distance <= AHEAD; distance++) {
            for (int i = 0; i <= distance; i++) {
                int j = distance - i;
                boolean agree = i < old && j < fresh && before.get(from + i).equals(next.get(to + j));
                if (agree || (i == old && j == fresh)) {
                    return new Hunk(from, i, to, j);
                }
            }
        }
        return new Hunk(from, old, to, fresh);
    }

    /// What both begin and end with stays.
    private static Hunk whole(List<Row> before, List<Row> next) {
        int shorter = Math.min(before.size(), next.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(next.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && before.get(before.size() - 1 - tail).equals(next.get(next.size() - 1 - tail))) {
            tail++;
        }
        return new Hunk(head, before.size() - tail - head, head, next.size() - tail - head);
    }

    /// @param near where it was last seen; looked at first
    int indexOf(String key, int near) {
        for (int i = Math.max(0, near - AHEAD); i < Math.min(rows.size(), near + AHEAD); i++) {
            if (rows.get(i).thread().key().equals(key)) {
                return i;
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).thread().key().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
