package dev.hivesync.desktop.center;

/// What was done and can be taken back.
///
/// @param count how many rows it concerned
/// @param back takes it back
public record Undo(Deed deed, int count, Runnable back) {

    /// What the user did; each has its sentence.
    public enum Deed {
        READ,
        UNREAD,
        SNOOZED,
        BROUGHT_BACK,
        PINNED,
        UNPINNED,
        MUTED,
        /// Nothing was done: so many cannot be pinned.
        TOO_MANY_PINNED
    }
}
