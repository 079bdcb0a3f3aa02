package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.look.Words;
import java.time.Duration;

/// What a screen reader says of a row.
record RowSpeech(Words words) {

    /// @param time as the row shows it
    String of(Row row, String time, boolean picked) {
        String title = words.wording().title(row.thread().notification());
        return words.text("list.row", title, row.project(), time, state(row, picked));
    }

    private String state(Row row, boolean picked) {
        String state = words.text(row.unread() ? "list.row.unread" : "list.row.read");
        if (row.muted()) {
            state = also(state, words.text("list.row.muted"));
        }
        Duration lasted = row.recovered();
        if (lasted != null) {
            state = also(state, words.text("list.recovered", words.moments().span(lasted)));
        }
        if (row.thread().pinned()) {
            state = also(state, words.text("list.pinned"));
        }
        String before = state;
        state = new SnoozeWords(words)
                .of(row.thread())
                .map(snoozed -> also(before, snoozed))
                .orElse(state);
        return picked ? also(state, words.text("list.row.picked")) : state;
    }

    private String also(String said, String more) {
        return words.text("list.row.also", said, more);
    }
}
