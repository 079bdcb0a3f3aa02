package dev.hivesync.desktop.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which rows stand in the list. Pure.
///
/// @param rows in order
/// @param starts the first row of each change, in order
record Folding(List<DiffRow> rows, List<Integer> starts) {

    private static final int CONTEXT = 3;

    /// A fold takes a row itself; less is not worth one.
    private static final int LEAST = 4;

    Folding {
        rows = List.copyOf(rows);
        starts = List.copyOf(starts);
    }

    /// @param open the folds that the user has opened
    static Folding of(Suggestion suggestion, Set<DiffRow.Fold> open) {
        List<DiffRow> rows = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        if (!suggestion.summary().isEmpty() || !suggestion.explanation().isEmpty()) {
            rows.add(new DiffRow.Intro(suggestion));
        }
        for (int i = 0; i < suggestion.files().size(); i++) {
            FileDiff file = suggestion.files().get(i);
            rows.add(new DiffRow.Head(i, file));
            file.notices().forEach(notice -> rows.add(new DiffRow.Said(notice, file)));
            file(i, file, open, rows, starts);
        }
        return new Folding(rows, starts);
    }

    private static void file(
            int index, FileDiff file, Set<DiffRow.Fold> open, List<DiffRow> rows, List<Integer> starts) {
        if (file.hunks().isEmpty()) {
            return;
        }
        int first = starts.size();
        List<Pair> pairs = file.pairs();
        int at = 0;
        while (at < pairs.size()) {
            int end = at;
            while (end < pairs.size()
                    && pairs.get(end).changed() == pairs.get(at).changed()) {
                end++;
            }
            if (pairs.get(at).changed()) {
                starts.add(rows.size());
                code(index, pairs, at, end, first, rows);
            } else {
                unchanged(index, pairs, at, end, open, rows);
            }
            at = end;
        }
    }

    private static void unchanged(
            int index, List<Pair> pairs, int at, int end, Set<DiffRow.Fold> open, List<DiffRow> rows) {
        int from = at == 0 ? 0 : at + CONTEXT;
        int to = end == pairs.size() ? end : end - CONTEXT;
        DiffRow.Fold fold = new DiffRow.Fold(index, from, to);
        if (to - from < LEAST || open.contains(fold)) {
            code(index, pairs, at, end, 0, rows);
        } else {
            code(index, pairs, at, from, 0, rows);
            rows.add(fold);
            code(index, pairs, to, end, 0, rows);
        }
    }

    private static void code(int index, List<Pair> pairs, int from, int to, int firstHunk, List<DiffRow> rows) {
        for (Pair pair : pairs.subList(from, to)) {
            rows.add(new DiffRow.Code(index, pair, pair.changed() ? firstHunk + pair.hunk() : Pair.UNCHANGED));
        }
    }
}
