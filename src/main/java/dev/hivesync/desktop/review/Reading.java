package dev.hivesync.desktop.review;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Where the reader is in a suggestion: its rows, the row and the change that are looked at, the folds that are open.
public final class Reading {

    private final ObservableList<DiffRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper row = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyIntegerWrapper hunk = new ReadOnlyIntegerWrapper(-1);
    private final Set<DiffRow.Fold> open = new HashSet<>();
    private Optional<Suggestion> suggestion = Optional.empty();
    private List<Integer> starts = List.of();

    void show(Suggestion next) {
        suggestion = Optional.of(next);
        open.clear();
        fold();
        select(-1);
    }

    void clear() {
        suggestion = Optional.empty();
        starts = List.of();
        rows.clear();
        select(-1);
    }

    private void fold() {
        suggestion.ifPresent(shown -> {
            Folding folding = Folding.of(shown, open);
            starts = folding.starts();
            rows.setAll(folding.rows());
        });
    }

    /// Shows the lines of a fold.
    void unfold(DiffRow.Fold fold) {
        int place = rows.indexOf(fold);
        open.add(fold);
        fold();
        select(place);
    }

    /// The reader looks at this row; -1 for none.
    void select(int index) {
        row.set(index);
        hunk.set(index >= 0 && rows.get(index) instanceof DiffRow.Code code ? code.hunk() : Pair.UNCHANGED);
    }

    /// The next change; after the last the first again.
    public void next() {
        if (!starts.isEmpty()) {
            select(starts.stream()
                    .filter(start -> start > row.get())
                    .findFirst()
                    .orElse(starts.getFirst()));
        }
    }

    /// The change before; before the first the last.
    public void previous() {
        if (!starts.isEmpty()) {
            int here = hunk.get() >= 0 ? starts.get(hunk.get()) : row.get();
            select(starts.reversed().stream()
                    .filter(start -> start < here)
                    .findFirst()
                    .orElse(starts.getLast()));
        }
    }

    /// Opens the fold that is looked at.
    ///
    /// @return false where it is none
    public boolean unfold() {
        if (row.get() >= 0 && rows.get(row.get()) instanceof DiffRow.Fold fold) {
            unfold(fold);
            return true;
        }
        return false;
    }

    /// The index of the file that is looked at; the first where none is.
    Optional<Integer> file() {
        return suggestion.filter(shown -> !shown.files().isEmpty()).map(_ -> {
            for (int i = row.get(); i >= 0; i--) {
                if (rows.get(i) instanceof DiffRow.Head head) {
                    return head.index();
                }
            }
            return 0;
        });
    }

    /// The suggested lines of the change that is looked at, else the text of the file.
    Optional<String> change() {
        return suggestion.flatMap(shown -> file().map(index -> {
            FileDiff file = shown.files().get(index);
            return row.get() >= 0
                            && rows.get(row.get()) instanceof DiffRow.Code code
                            && code.pair().changed()
                    ? file.hunks().get(code.pair().hunk())
                    : file.after();
        }));
    }

    Optional<Suggestion> suggestion() {
        return suggestion;
    }

    int hunks() {
        return starts.size();
    }

    /// Only this class writes to it.
    ObservableList<DiffRow> rows() {
        return rows;
    }

    ReadOnlyIntegerProperty rowProperty() {
        return row.getReadOnlyProperty();
    }

    /// The number of the change that is looked at, or [Pair#UNCHANGED].
    ReadOnlyIntegerProperty hunkProperty() {
        return hunk.getReadOnlyProperty();
    }
}
