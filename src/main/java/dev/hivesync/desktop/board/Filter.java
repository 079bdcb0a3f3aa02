package dev.hivesync.desktop.board;

import java.util.List;

/// What of the inbox the list shows.
///
/// @param query words that must all occur, in any case; empty for all
public record Filter(Scope scope, boolean unreadOnly, String query) {

    public static final Filter ALL = new Filter(new Scope.All(), false, "");

    /// Whether the list is narrowed beyond its scope.
    public boolean narrowed() {
        return unreadOnly || !query.isBlank();
    }

    /// Whether all that passes this passes `other` too.
    boolean narrows(Filter other) {
        List<String> words = Folded.words(query);
        return scope.equals(other.scope)
                && (unreadOnly || !other.unreadOnly)
                && Folded.words(other.query).stream()
                        .allMatch(word -> words.stream().anyMatch(longer -> longer.contains(word)));
    }
}
