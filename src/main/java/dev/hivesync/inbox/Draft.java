package dev.hivesync.inbox;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A state in the making, for the length of one [Merge#join].
final class Draft {

    private final InboxState before;
    private final Instant now;

    /// A copy of the entries of `before`, made at the first change.
    private @Nullable Map<String, Entry> copy;

    private final Map<String, Entry> written = new LinkedHashMap<>();
    private final Set<String> deleted = new LinkedHashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<OutboxItem> outbox;
    private final List<OutboxItem> queued = new ArrayList<>();
    private final List<OutboxItem> settled = new ArrayList<>();
    private final Set<String> unconfirmed = new HashSet<>();

    private int unread;
    private @Nullable Cursor cursor;
    private @Nullable String etag;
    private long revision;
    private Link link;
    private List<Api.Project> projects;
    private List<ConnectedPlugin> plugins;

    Draft(InboxState before, Instant now) {
        this.before = before;
        this.now = now;
        unread = before.unread();
        outbox = new ArrayList<>(before.outbox());
        cursor = before.cursor();
        etag = before.etag();
        revision = before.revision();
        link = before.link();
        projects = before.projects();
        plugins = before.plugins();
    }

    /// Takes a row where it is newer than what is known.
    void join(Notification notification) {
        Entry known = entries().get(notification.notificationId());
        if (known == null || notification.revision() > known.notification().revision()) {
            replace(notification);
        }
    }

    void replace(Notification notification) {
        unconfirmed.remove(notification.notificationId());
        Entry known = entries().get(notification.notificationId());
        if (known == null) {
            Entry entry = new Entry(notification, now, null);
            put(entry);
            changes.add(new Change.Arrived(entry));
        } else if (!known.notification().equals(notification)) {
            put(new Entry(notification, known.arrivedAt(), known.intent()));
        }
    }

    /// Records what the user wants of a known entry, unless it is so already.
    void wish(String id, Mark mark) {
        Entry known = entries().get(id);
        if (known == null || known.read() == (mark == Mark.READ)) {
            return;
        }
        OutboxItem item = new OutboxItem(before.nextSeq() + queued.size(), id, mark, now);
        queued.add(item);
        outbox.add(item);
        put(new Entry(known.notification(), known.arrivedAt(), mark));
    }

    /// The server has answered: the wish becomes what is known until the row comes with its new revision.
    void settle(OutboxItem item, @Nullable Instant readAt) {
        if (!outbox.remove(item)) {
            return;
        }
        settled.add(item);
        Entry known = entries().get(item.notificationId());
        boolean more = outbox.stream().anyMatch(other -> other.notificationId().equals(item.notificationId()));
        if (known == null || more) {
            return;
        }
        put(new Entry(answered(known.notification(), item.mark(), readAt), known.arrivedAt(), null));
    }

    private Notification answered(Notification row, Mark mark, @Nullable Instant readAt) {
        Instant read = switch (mark) {
            case UNREAD -> null;
            case READ -> row.readAt() != null ? row.readAt() : readAt != null ? readAt : now;
        };
        return row.withReadAt(read);
    }

    void startAnew(Instant startedAt) {
        entries().values().stream()
                .filter(entry -> entry.arrivedAt().isBefore(startedAt))
                .forEach(entry -> unconfirmed.add(entry.id()));
        revision = 0;
    }

    void forgetUnconfirmed() {
        if (unconfirmed.isEmpty()) {
            return;
        }
        List<String> gone = unconfirmed.stream().sorted().toList();
        for (String id : gone) {
            Entry entry = owned().remove(id);
            if (entry != null && !entry.read()) {
                unread--;
            }
            written.remove(id);
            deleted.add(id);
        }
        outbox.removeIf(item -> {
            boolean lost = unconfirmed.contains(item.notificationId());
            if (lost) {
                settled.add(item);
            }
            return lost;
        });
        unconfirmed.clear();
        changes.add(new Change.Forgotten(gone));
    }

    /// Everything up to here has been read from the server, in order.
    void known(long rowRevision) {
        revision = Math.max(revision, rowRevision);
    }

    /// A live row closes the gap only where it is the very next one.
    void next(long liveRevision) {
        if (liveRevision == revision + 1) {
            revision = liveRevision;
        }
    }

    void cursor(Cursor next, @Nullable String nextEtag) {
        cursor = next;
        etag = nextEtag;
    }

    void link(Link next) {
        link = next;
    }

    void projects(List<Api.Project> next) {
        projects = next;
    }

    void plugins(List<ConnectedPlugin> next) {
        plugins = next;
    }

    private void put(Entry entry) {
        Entry known = owned().put(entry.id(), entry);
        written.put(entry.id(), entry);
        deleted.remove(entry.id());
        boolean wasUnread = known != null && !known.read();
        boolean isUnread = !entry.read();
        unread += (isUnread ? 1 : 0) - (wasUnread ? 1 : 0);
        if (known != null && wasUnread != isUnread) {
            List<String> id = List.of(entry.id());
            changes.add(isUnread ? new Change.BecameUnread(id) : new Change.BecameRead(id));
        }
    }

    private Map<String, Entry> entries() {
        return copy == null ? before.entries() : copy;
    }

    private Map<String, Entry> owned() {
        if (copy == null) {
            copy = new HashMap<>(before.entries());
        }
        return copy;
    }

    Outcome finish() {
        InboxState state = new InboxState(
                before.account(),
                Collections.unmodifiableMap(entries()),
                unread,
                cursor,
                etag,
                revision,
                List.copyOf(outbox),
                link,
                projects,
                plugins,
                before.nextSeq() + queued.size());
        boolean position = revision != before.revision()
                || !Objects.equals(cursor, before.cursor())
                || !Objects.equals(etag, before.etag())
                || !link.equals(before.link())
                || !projects.equals(before.projects())
                || !plugins.equals(before.plugins());
        queued.removeAll(settled);
        return new Outcome(state, changes, written.values(), deleted, queued, settled, position);
    }
}
