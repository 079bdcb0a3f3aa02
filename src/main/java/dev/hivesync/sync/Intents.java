package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import java.util.List;
import java.util.Optional;

/// Where the poller finds what the user wants of the backend.
public interface Intents {

    /// The oldest wishes of one kind, at most [Api#MAX_MARK_IDS], or empty when nothing waits.
    Optional<Batch> oldest();

    /// The backend has answered a batch or a part of one; returns once that is durable.
    void delivered(Batch batch, Api.Marked answer);

    /// The backend refused this one intent and would refuse it again; returns once that is durable.
    ///
    /// @param reason status and code
    void refused(Batch single, String reason);

    /// @param upTo names the last intent in it, to its owner
    record Batch(List<String> ids, boolean read, long upTo) {
        public Batch {
            ids = List.copyOf(ids);
        }

        Batch part(int from, int to) {
            return new Batch(ids.subList(from, to), read, upTo);
        }
    }
}
