package dev.hivesync.desktop.board;

import dev.hivesync.attention.SavedView;
import java.util.List;
import java.util.Optional;

/// What of the inbox the list shows.
///
/// @param query words that must all occur, in any case; empty for all
public record Filter(Scope scope, boolean unreadOnly, String query) {

    public static final Filter ALL = new Filter(new Scope.All(), false, "");

    public static Filter of(SavedView view) {
        String project = view.project();
        Scope scope = project != null
                ? new Scope.Project(project)
                : view.family() != null ? new Scope.Task(view.family()) : new Scope.All();
        return new Filter(scope, view.unreadOnly(), view.query());
    }

    /// The same under a name; empty where the list shows what no view can hold.
    public Optional<SavedView> saved(String name) {
        return switch (scope) {
            case Scope.All() -> Optional.of(new SavedView(name, null, null, unreadOnly, query));
            case Scope.Unread() -> Optional.of(new SavedView(name, null, null, true, query));
            case Scope.Task(var family) -> Optional.of(new SavedView(name, family, null, unreadOnly, query));
            case Scope.Project(var id) -> Optional.of(new SavedView(name, null, id, unreadOnly, query));
            case Scope.Snoozed() -> Optional.empty();
        };
    }

    Filter unread() {
        return new Filter(scope, true, query);
    }

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
