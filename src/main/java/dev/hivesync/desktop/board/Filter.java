package dev.hivesync.desktop.board;

/// What of the inbox the list shows.
///
/// @param query words that must all occur, in any case; empty for all
public record Filter(Scope scope, boolean unreadOnly, String query) {

    public static final Filter ALL = new Filter(new Scope.All(), false, "");

    /// Whether the list is narrowed beyond its scope.
    public boolean narrowed() {
        return unreadOnly || !query.isBlank();
    }
}
