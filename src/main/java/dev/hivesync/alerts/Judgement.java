package dev.hivesync.alerts;

import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.Fate;
import dev.hivesync.inbox.Entry;

/// Whether an arrival deserves a toast, by all that holds at the moment.
public interface Judgement {
    Fate of(Entry arrived, Backlog backlog);
}
