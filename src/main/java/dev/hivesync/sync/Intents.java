package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import java.util.List;
import java.util.Optional;

/// Where the poller finds what the user wants of the backend.
public interface Intents {

    /// The oldest wishes of one kind, or empty when nothing waits.
    Optional<Batch> oldest();

    /// The backend has answered; returns once that is durable.
    void delivered(Batch batch, Api.Marked answer);

    /// @param upTo names the last intent in it, to its owner
    record Batch(List<String> ids, boolean read, long upTo) {
        public Batch {
            ids = List.copyOf(ids);
        }
    }
}
