package dev.hivesync.desktop.board;

import dev.hivesync.wire.Payload;
import java.util.Optional;

/// Work that a user may ask the backend for.
public sealed interface Order {

    record Job(String projectId, String action) implements Order {}

    record Sync(String projectId) implements Order {}

    /// The same work once more; empty where the thread is none, or does not say of which project.
    static Optional<Order> again(ThreadRow thread) {
        return switch (thread.notification().payload()) {
            case Payload.AiJob job -> Optional.of(new Job(job.projectId(), job.action()));
            case Payload.RepoSync sync ->
                Optional.ofNullable(sync.projectId()).or(thread::projectId).map(Sync::new);
            case Payload.Preview _, Payload.SystemNotice _, Payload.Other _ -> Optional.empty();
        };
    }

    /// The key of the thread that work of this kind and id is told in.
    default String thread(String id) {
        return switch (this) {
            case Job _ -> "job:" + id;
            case Sync _ -> "sync:" + id;
        };
    }
}
