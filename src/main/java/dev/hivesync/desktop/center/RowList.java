package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Row;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The rows on the screen. A new list is laid over the old one by its differences, so that cells, selection and
/// scroll position stay where nothing changed.
public final class RowList {

    /// Above this many single replacements, one replacement of the whole is cheaper.
    private static final int SINGLE_CHANGES = 64;

    private final ObservableList<Row> rows = FXCollections.observableArrayList();

    /// Only [#replace] writes to it.
    public ObservableList<Row> list() {
        return rows;
    }

    void replace(List<Row> next) {
        int shorter = Math.min(rows.size(), next.size());
        int head = 0;
        while (head < shorter && rows.get(head).equals(next.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && rows.get(rows.size() - 1 - tail).equals(next.get(next.size() - 1 - tail))) {
            tail++;
        }
        int old = rows.size() - tail - head;
        int fresh = next.size() - tail - head;
        if (old == fresh && old <= SINGLE_CHANGES) {
            for (int i = head; i < head + old; i++) {
                if (!rows.get(i).equals(next.get(i))) {
                    rows.set(i, next.get(i));
                }
            }
        } else if (head == 0 && tail == 0) {
            rows.setAll(next);
        } else {
            rows.remove(head, head + old);
            rows.addAll(head, next.subList(head, head + fresh));
        }
    }

    int indexOf(String key) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).thread().key().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
