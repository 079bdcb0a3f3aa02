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
/// @param told what became of arrivals, new or changed
/// @param untold ids of notifications of which that is no longer kept
/// @param position whether the state's other fields changed
record Outcome(
        InboxState state,
        List<Change> changes,
        Collection<Entry> written,
        Collection<String> deleted,
        Collection<OutboxItem> queued,
        Collection<Long> settled,
        Collection<Handling> handled,
        Collection<Telling> told,
        Collection<String> untold,
        boolean position) {

    /// A state of which nothing but its other fields changed.
    static Outcome of(InboxState state) {
        return new Outcome(
                state, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), true);
    }

    boolean nothing() {
        return written.isEmpty()
                && deleted.isEmpty()
                && queued.isEmpty()
                && settled.isEmpty()
                && handled.isEmpty()
                && told.isEmpty()
                && untold.isEmpty()
                && !position;
    }
}
