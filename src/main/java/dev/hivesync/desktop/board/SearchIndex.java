package dev.hivesync.desktop.board;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Wording;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What can be searched for in each row, made when it is first asked for. One thread's.
final class SearchIndex {

    private record Text(ThreadRow thread, String project, String folded) {}

    private final Wording wording;
    private final Map<String, Text> byKey = new HashMap<>();

    SearchIndex(Wording wording) {
        this.wording = wording;
    }

    /// @param words folded
    boolean holds(Row row, List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        String text = text(row);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /// Makes a row's text ahead of the first search.
    String text(Row row) {
        Text known = byKey.get(row.thread().key());
        if (known == null
                || !known.thread().equals(row.thread())
                || !known.project().equals(row.project())) {
            known = new Text(row.thread(), row.project(), folded(row));
            byKey.put(row.thread().key(), known);
        }
        return known.folded();
    }

    void forget(Collection<ThreadRow> gone) {
        gone.forEach(thread -> byKey.remove(thread.key()));
    }

    private String folded(Row row) {
        ThreadRow thread = row.thread();
        return Folded.of(String.join(
                "\n",
                wording.title(thread.notification()),
                wording.detail(thread.notification()),
                row.project(),
                Clean.line(thread.key()),
                Clean.line(thread.notification().type())));
    }
}
