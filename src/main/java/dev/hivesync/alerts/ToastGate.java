package dev.hivesync.alerts;

import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.Fate;
import dev.hivesync.inbox.Entry;
import java.util.Optional;

/// Whether an arrival deserves a toast, by all that holds at the moment.
public interface ToastGate {
    Fate of(Entry arrived, Backlog backlog);

    /// The plugin that shows it, where that is why nothing else does.
    default Optional<String> plugin(Entry arrived) {
        return Optional.empty();
    }
}
