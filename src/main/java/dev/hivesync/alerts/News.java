package dev.hivesync.alerts;

import dev.hivesync.attention.Backlog;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step.Change;
import java.util.List;
import java.util.Map;

/// What the toasts hear of.
///
/// @param changes in the order in which they happened
/// @param backlog what arrived not as it happened but late, by id
/// @param returning what the threads stand at that came back, by thread
/// @param connected whether all that is to be read has been read
public record News(
        List<Change> changes, Map<String, Backlog> backlog, Map<String, Entry> returning, boolean connected) {
    public News {
        changes = List.copyOf(changes);
        returning = Map.copyOf(returning);
        backlog = Map.copyOf(backlog);
    }

    /// All of it as it happened.
    public static News live(List<Change> changes) {
        return new News(changes, Map.of(), Map.of(), true);
    }
}
