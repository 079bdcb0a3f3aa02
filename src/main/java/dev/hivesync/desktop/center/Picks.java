package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.ThreadRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/// The rows that are picked to be dealt with together. They are known by their threads, so that arrivals and another
/// order change nothing; what leaves the list is picked no longer, so that nothing happens to what nobody sees.
public final class Picks {

    private final RowList rows;
    private final Set<String> keys = new HashSet<>();

    /// What was picked before the present range began.
    private Set<String> beside = Set.of();

    private String anchor = "";
    private int anchorIndex;
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper change = new ReadOnlyIntegerWrapper();

    Picks(RowList rows) {
        this.rows = rows;
    }

    public boolean holds(ThreadRow thread) {
        return keys.contains(thread.key());
    }

    public void toggle(int index) {
        if (index >= 0 && index < rows.list().size()) {
            String key = key(index);
            if (!keys.remove(key)) {
                keys.add(key);
            }
            begin(index);
            changed();
        }
    }

    private void begin(int index) {
        anchor = key(index);
        anchorIndex = index;
        beside = Set.copyOf(keys);
    }

    /// Picks all from the row that was picked last to this one; a range that shrinks lets go again.
    ///
    /// @param from where the range begins if none was picked yet
    public void extend(int from, int to) {
        int size = rows.list().size();
        if (to < 0 || to >= size) {
            return;
        }
        int start = anchor.isEmpty() ? -1 : rows.indexOf(anchor, anchorIndex);
        if (start < 0) {
            start = from >= 0 && from < size ? from : to;
            begin(start);
        }
        keys.clear();
        keys.addAll(beside);
        for (int i = Math.min(start, to); i <= Math.max(start, to); i++) {
            keys.add(key(i));
        }
        changed();
    }

    /// Everything that is listed.
    public void all() {
        rows.list().forEach(row -> keys.add(row.thread().key()));
        anchor = "";
        changed();
    }

    /// Whether there was something to let go of.
    public boolean clear() {
        boolean some = !keys.isEmpty();
        keys.clear();
        anchor = "";
        beside = Set.of();
        if (some) {
            changed();
        }
        return some;
    }

    /// The rows have changed.
    void follow() {
        if (keys.isEmpty()) {
            return;
        }
        Set<String> listed = new HashSet<>();
        for (Row row : rows.list()) {
            if (keys.contains(row.thread().key())) {
                listed.add(row.thread().key());
            }
        }
        if (listed.size() < keys.size()) {
            keys.retainAll(listed);
            beside = keys.isEmpty() ? Set.of() : Set.copyOf(keys);
        }
        changed();
    }

    /// In the order of the list.
    public List<ThreadRow> threads() {
        return rows.list().stream().map(Row::thread).filter(this::holds).toList();
    }

    private String key(int index) {
        return rows.list().get(index).thread().key();
    }

    private void changed() {
        count.set(keys.size());
        change.set(change.get() + 1);
    }

    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// Changes with each change of what is picked.
    public ReadOnlyIntegerProperty changeProperty() {
        return change.getReadOnlyProperty();
    }
}
