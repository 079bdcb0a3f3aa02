package dev.hivesync.desktop.board;

/// What the sidebar narrows the list to.
public sealed interface Scope {
    record All() implements Scope {}

    record Unread() implements Scope {}

    record Task(dev.hivesync.wire.Family family) implements Scope {}

    record Project(String projectId) implements Scope {}

    default boolean holds(ThreadRow thread) {
        return switch (this) {
            case All() -> true;
            case Unread() -> thread.unread();
            case Task(var family) -> thread.family().filter(family::equals).isPresent();
            case Project(var id) -> thread.projectId().filter(id::equals).isPresent();
        };
    }
}
