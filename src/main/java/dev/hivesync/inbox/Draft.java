package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A state in the making, for the length of one [Merge#join].
final class Draft {

    /// Wishes for rows that are not known here are taken while fewer than this wait.
    private static final int MOST_UNKNOWN = 10_000;

    private final InboxState before;
    private final Circumstances at;
    private final Map<String, Entry> put = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Story story = new Story();
    private final Queue queue;
    private final Handlings handlings;
    private final Bearings bearings;
    private final Tellings tellings;
    private int unread;

    Draft(InboxState before, Circumstances at) {
        this.before = before;
        this.at = at;
        queue = new Queue(before);
        handlings = new Handlings(before.handlings(), at.now(), story);
        unread = before.unread();
        bearings = new Bearings(before);
        tellings = new Tellings(before.tellings());
    }

    Handlings handlings() {
        return handlings;
    }

    Bearings bearings() {
        return bearings;
    }

    /// Of what is not known here, nothing was told.
    void tell(Telling telling) {
        if (known(telling.id()) != null) {
            tellings.tell(telling);
        }
    }

    boolean belongsTo(String account) {
        return before.account().equals(account);
    }

    /// Whether the row is of the user whose inbox this is.
    boolean own(Notification row) {
        return before.user().isEmpty() || before.user().equals(row.userId());
    }

    /// Takes a row where it is newer than what is known.
    ///
    /// @param asked whether the server was asked for it: a live frame may be late, and brings back nothing that is
    ///     gone
    void join(Notification row, boolean asked) {
        Entry known = known(row.notificationId());
        if (known == null) {
            arrive(row, asked);
        } else if (row.revision() > known.notification().revision()) {
            put(known.told(at.texts().share(row)));
        }
    }

    private void arrive(Notification row, boolean asked) {
        String id = row.notificationId();
        Notification shared = at.texts().share(row);
        if (!removed.contains(id) && !at.gone().contains(id)) {
            Entry entry = new Entry(shared, at.now(), queue.of(id));
            put(entry);
            if (!bearings.announced(shared)) {
                story.arrived(entry);
                handlings.moved(entry);
            }
        } else if (asked && !row.read()) {
            // Dropped here, then marked unread elsewhere: it is listed again, and is no news.
            put(new Entry(shared, row.createdAt(), queue.of(id)));
        }
    }

    /// Takes the server's word for a row, whatever its revision: unless newer word has come since `then`.
    void confirm(Notification row, @Nullable Entry then) {
        Entry known = known(row.notificationId());
        if (known == null || !known.sameRow(then)) {
            join(row, true);
        } else if (known.answered() != 0 || !known.notification().equals(row)) {
            put(new Entry(at.texts().share(row), known.arrivedAt(), known.wish()));
        }
    }

    /// Records what the user wants, unless it is so already.
    void wish(String id, Mark mark) {
        Entry known = known(id);
        if (known != null && mark == Mark.READ) {
            handlings.read(known.thread());
        }
        OutboxItem waiting = known == null ? queue.of(id) : known.wish();
        if (known == null) {
            if ((waiting == null && queue.size() < MOST_UNKNOWN) || (waiting != null && waiting.mark() != mark)) {
                queue.add(id, mark, at.now());
            }
        } else if (known.read() != (mark == Mark.READ)) {
            if (waiting != null
                    && waiting.parked() != null
                    && known.notification().read() == (mark == Mark.READ)) {
                giveUp(id);
            } else {
                put(known.wished(queue.add(id, mark, at.now())));
            }
        }
    }

    /// The server has answered: that counts until the row comes with its new revision.
    void settle(String id, Mark mark, long upTo, Api.Marked answer) {
        OutboxItem item = queue.of(id);
        if (item != null && item.parked() == null && item.mark() == mark && item.seq() <= upTo) {
            queue.remove(id);
        }
        Entry known = known(id);
        if (known != null) {
            Instant readAt = answer.readAt();
            put(known.answered(mark, answer.revision(), readAt == null ? at.now() : readAt)
                    .wished(queue.of(id)));
        }
    }

    void park(String id, long upTo, String reason) {
        OutboxItem item = queue.of(id);
        if (item != null && item.parked() == null && item.seq() <= upTo) {
            queue.replace(item.parkedFor(reason));
            rewish(id);
        }
    }

    void retry(String id) {
        OutboxItem item = queue.of(id);
        if (item != null && item.parked() != null) {
            queue.add(id, item.mark(), item.since());
            rewish(id);
        }
    }

    void giveUp(String id) {
        OutboxItem item = queue.of(id);
        if (item != null && item.parked() != null) {
            queue.remove(id);
            rewish(id);
        }
    }

    private void rewish(String id) {
        Entry known = known(id);
        if (known != null) {
            put(known.wished(queue.of(id)));
        }
    }

    /// Drops entries; they never arrive again, and nothing more is wanted of them.
    void forget(Collection<String> ids) {
        List<String> gone = new ArrayList<>();
        for (String id : ids.stream().sorted().toList()) {
            Entry entry = known(id);
            if (entry != null) {
                unread -= entry.read() ? 0 : 1;
                handlings.forgotten(entry);
                put.remove(id);
                removed.add(id);
                queue.remove(id);
                tellings.forget(id);
                gone.add(id);
            }
        }
        if (!gone.isEmpty()) {
            story.forgotten(gone);
        }
    }

    /// Those of these entries that nothing keeps here: what the user pinned or put off outlasts the server's copy.
    Collection<String> unheld(Collection<String> ids) {
        return ids.stream()
                .filter(id -> {
                    Entry entry = known(id);
                    return entry != null && !handlings.holds(entry);
                })
                .toList();
    }

    @Nullable
    Entry known(String id) {
        Entry changed = put.get(id);
        return changed != null
                ? changed
                : removed.contains(id) ? null : before.entries().get(id);
    }

    private void put(Entry entry) {
        String id = entry.id();
        Entry known = known(id);
        removed.remove(id);
        put.put(id, entry);
        boolean wasUnread = known != null && !known.read();
        boolean isUnread = !entry.read();
        unread += (isUnread ? 1 : 0) - (wasUnread ? 1 : 0);
        if (known != null && wasUnread != isUnread) {
            story.became(isUnread ? Mark.UNREAD : Mark.READ, id);
            if (!isUnread) {
                handlings.read(entry.thread());
            }
        }
    }

    Outcome finish() {
        InboxState state = new InboxState(
                before.account(),
                before.user(),
                Layers.of(before.entries()).with(put, removed),
                unread,
                bearings.progress(),
                queue.list(),
                bearings.link(),
                bearings.projects(),
                bearings.plugins(),
                queue.nextSeq(),
                bearings.disk(),
                handlings.all(),
                tellings.all());
        boolean position = bearings.changed() || queue.nextSeq() != before.nextSeq();
        List<Entry> written = put.values().stream()
                .filter(entry -> !entry.sameRow(before.entries().get(entry.id())))
                .toList();
        return new Outcome(
                state,
                story.changes(),
                written,
                removed,
                queue.written(),
                queue.deleted(),
                handlings.changed(),
                tellings.written(),
                tellings.deleted(),
                position);
    }
}
