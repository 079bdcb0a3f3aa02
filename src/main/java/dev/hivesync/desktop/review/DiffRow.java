package dev.hivesync.desktop.review;

/// A row of the panel's list.
sealed interface DiffRow {

    /// Summary and explanation.
    record Intro(Suggestion suggestion) implements DiffRow {}

    /// @param index of the file
    record Head(int index, FileDiff file) implements DiffRow {}

    record Said(FileDiff.Notice notice, FileDiff file) implements DiffRow {}

    /// Unchanged pairs that are folded away.
    ///
    /// @param from the first pair, `to` exclusive
    record Fold(int file, int from, int to) implements DiffRow {
        int lines() {
            return to - from;
        }
    }

    /// @param hunk the number of the change within the suggestion, or [Pair#UNCHANGED]
    record Code(int file, Pair pair, int hunk) implements DiffRow {}
}
