package dev.hivesync.desktop.board;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Wording;

/// Looks through what rows say. One thread's.
final class SearchIndex {

    private final Wording wording;

    SearchIndex(Wording wording) {
        this.wording = wording;
    }

    boolean holds(Row row, Query query) {
        if (query.blank()) {
            return true;
        }
        prepare(row);
        return row.text().holds(query);
    }

    /// Makes a row's text ahead of the first search.
    void prepare(Row row) {
        if (row.text().missing()) {
            row.text().put(folded(row));
        }
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
