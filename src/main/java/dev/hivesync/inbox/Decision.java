package dev.hivesync.inbox;

/// What the user wants of a thread on this desktop.
public sealed interface Decision {

    record Pin() implements Decision {}

    record Unpin() implements Decision {}

    record PutOff(Until until) implements Decision {}

    /// Ends a snooze, or the mark that one has ended.
    record BringBack() implements Decision {}
}
