package dev.hivesync.inbox;

import dev.hivesync.inbox.Step.Change;
import java.util.Collection;
import java.util.List;

/// The state after a batch of facts, what observers hear of it, and what must be written down first.
///
/// @param written entries whose row is new or changed
/// @param deleted ids of entries that are gone and never arrive again
/// @param queued outbox items that are new or changed
/// @param settled numbers of the outbox items that are done
/// @param handled decisions about threads that are new, changed or gone
/// @param position whether the state's other fields changed
record Outcome(
        InboxState state,
        List<Change> changes,
        Collection<Entry> written,
        Collection<String> deleted,
        Collection<OutboxItem> queued,
        Collection<Long> settled,
        Collection<Handling> handled,
        boolean position) {

    boolean nothing() {
        return written.isEmpty()
                && deleted.isEmpty()
                && queued.isEmpty()
                && settled.isEmpty()
                && handled.isEmpty()
                && !position;
    }
}
