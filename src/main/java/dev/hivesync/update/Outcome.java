package dev.hivesync.update;

/// What came of a look.
public sealed interface Outcome {

    record Newer(Manifest manifest) implements Outcome {}

    /// This is the newest there is.
    record Newest(Manifest manifest) implements Outcome {}

    record Refused(Refusal why) implements Outcome {}
}
