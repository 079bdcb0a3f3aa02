package dev.hivesync.desktop.board;

import org.jspecify.annotations.Nullable;

/// What can be searched for in a row, made when it is first asked for and kept with the row, wherever that stands.
/// It follows from the row's thread and project, so that it makes no row different from another.
/// The board's thread alone reads and makes it.
final class SearchText {

    private @Nullable String folded;
    private long letters; // of the folded text

    /// Whether it is still to be made.
    boolean missing() {
        return folded == null;
    }

    void put(String text) {
        folded = text;
        letters = Letters.of(text);
    }

    boolean holds(Query query) {
        return folded != null && query.within(folded, letters);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SearchText;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
