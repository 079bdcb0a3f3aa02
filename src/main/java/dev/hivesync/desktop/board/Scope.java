package dev.hivesync.desktop.board;

/// What the sidebar narrows the list to.
public sealed interface Scope {
    record All() implements Scope {}

    record Unread() implements Scope {}

    record Task(dev.hivesync.wire.Family family) implements Scope {}

    record Project(String projectId) implements Scope {}

    /// What is put off. Nothing else lists that, and it lists nothing else.
    record Snoozed() implements Scope {}

    default boolean holds(ThreadRow thread) {
        if (thread.asleep() != this instanceof Snoozed) {
            return false;
        }
        return switch (this) {
            case All(), Snoozed() -> true;
            case Unread() -> thread.unread() || thread.cameBack();
            case Task(var family) -> thread.family().filter(family::equals).isPresent();
            case Project(var id) -> thread.projectId().filter(id::equals).isPresent();
        };
    }
}
