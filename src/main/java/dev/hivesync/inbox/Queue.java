package dev.hivesync.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An outbox in the making: at most one item for a notification, oldest first.
final class Queue {

    private final List<OutboxItem> before;
    private final long firstSeq;
    private long nextSeq;

    /// By notification id; made at the first need.
    private @Nullable Map<String, OutboxItem> items;

    private final Map<Long, OutboxItem> written = new HashMap<>();
    private final List<Long> deleted = new ArrayList<>();

    Queue(InboxState state) {
        before = state.outbox();
        firstSeq = state.nextSeq();
        nextSeq = firstSeq;
    }

    @Nullable
    OutboxItem of(String id) {
        return before.isEmpty() && items == null ? null : items().get(id);
    }

    /// Queues the latest wish in place of an older one.
    OutboxItem add(String id, Mark mark, Instant since) {
        remove(id);
        OutboxItem item = new OutboxItem(nextSeq++, id, mark, since, null);
        items().put(id, item);
        written.put(item.seq(), item);
        return item;
    }

    /// Changes an item in its place.
    void replace(OutboxItem item) {
        items().put(item.notificationId(), item);
        written.put(item.seq(), item);
    }

    void remove(String id) {
        OutboxItem old = of(id);
        if (old != null) {
            items().remove(id);
            written.remove(old.seq());
            if (old.seq() < firstSeq) {
                deleted.add(old.seq());
            }
        }
    }

    int size() {
        return items == null ? before.size() : items.size();
    }

    long nextSeq() {
        return nextSeq;
    }

    List<OutboxItem> list() {
        return items == null || (written.isEmpty() && deleted.isEmpty()) ? before : List.copyOf(items.values());
    }

    Collection<OutboxItem> written() {
        return written.values();
    }

    Collection<Long> deleted() {
        return deleted;
    }

    private Map<String, OutboxItem> items() {
        if (items == null) {
            items = LinkedHashMap.newLinkedHashMap(before.size() + 1);
            for (OutboxItem item : before) {
                items.put(item.notificationId(), item);
            }
        }
        return items;
    }
}
