package dev.hivesync.desktop.work;

/// What came of asking the backend.
public sealed interface Answer<T> {

    record Done<T>(T value) implements Answer<T> {}

    record Failed<T>(Failure why) implements Answer<T> {}
}
