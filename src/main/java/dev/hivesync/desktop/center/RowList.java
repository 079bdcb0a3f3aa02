package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Row;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The rows on the screen. A new list is laid over the old one by its differences, so that cells, selection and
/// scroll position stay where nothing changed.
public final class RowList {

    /// Above this many single changes, one replacement of the whole is cheaper.
    private static final int SINGLE_CHANGES = 64;

    /// How far is looked for the place where two lists agree again.
    private static final int AHEAD = 64;

    private final ObservableList<Row> rows = FXCollections.observableArrayList();

    /// Only [#replace] writes to it.
    public ObservableList<Row> list() {
        return rows;
    }

    void replace(List<Row> next) {
        if (changes(next) > SINGLE_CHANGES) {
            exchange(next);
            return;
        }
        int at = 0;
        while (at < rows.size() || at < next.size()) {
            if (at < rows.size() && at < next.size() && rows.get(at).equals(next.get(at))) {
                at++;
                continue;
            }
            Skip skip = skip(at, next, at);
            for (int i = 0; i < Math.min(skip.old, skip.fresh); i++) {
                rows.set(at + i, next.get(at + i));
            }
            if (skip.old > skip.fresh) {
                rows.remove(at + skip.fresh, at + skip.old);
            } else if (skip.fresh > skip.old) {
                rows.addAll(at + skip.old, next.subList(at + skip.old, at + skip.fresh));
            }
            at += skip.fresh;
        }
    }

    /// How many single changes lead to `next`, or more than are worth it.
    private int changes(List<Row> next) {
        int changes = 0;
        int old = 0;
        int fresh = 0;
        while (old < rows.size() || fresh < next.size()) {
            if (old < rows.size() && fresh < next.size() && rows.get(old).equals(next.get(fresh))) {
                old++;
                fresh++;
                continue;
            }
            Skip skip = skip(old, next, fresh);
            changes += Math.max(skip.old, skip.fresh);
            if (changes > SINGLE_CHANGES) {
                return changes;
            }
            old += skip.old;
            fresh += skip.fresh;
        }
        return changes;
    }

    /// So many rows of each list lie between here and where both agree again.
    private record Skip(int old, int fresh) {}

    private Skip skip(int from, List<Row> next, int to) {
        int old = rows.size() - from;
        int fresh = next.size() - to;
        for (int distance = 1; distance <= AHEAD; distance++) {
            for (int i = 0; i <= distance; i++) {
                int j = distance - i;
                if (i < old && j < fresh && rows.get(from + i).equals(next.get(to + j))) {
                    return new Skip(i, j);
                }
                if (i == old && j == fresh) {
                    return new Skip(old, fresh);
                }
            }
        }
        return new Skip(old, fresh);
    }

    /// What both begin and end with stays.
    private void exchange(List<Row> next) {
        int shorter = Math.min(rows.size(), next.size());
        int head = 0;
        while (head < shorter && rows.get(head).equals(next.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && rows.get(rows.size() - 1 - tail).equals(next.get(next.size() - 1 - tail))) {
            tail++;
        }
        if (head == 0 && tail == 0) {
            rows.setAll(next);
        } else {
            rows.remove(head, rows.size() - tail);
            rows.addAll(head, next.subList(head, next.size() - tail));
        }
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
