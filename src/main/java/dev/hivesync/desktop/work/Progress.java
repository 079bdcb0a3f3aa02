package dev.hivesync.desktop.work;

import java.time.Instant;

/// How far something that was asked for has come.
public sealed interface Progress {

    record Asking() implements Progress {}

    /// Taken by the backend; its first news has not arrived yet.
    record Queued(String id, Instant at) implements Progress {}

    record Failed(Failure why, Instant at) implements Progress {}
}
