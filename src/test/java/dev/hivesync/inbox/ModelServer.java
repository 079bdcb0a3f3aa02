package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the contract says of a backend, in plain Java: one user's rows, revisions in commit order, signed places,
/// pruning by age, backups. The truth that clients are held against.
final class ModelServer {

    private static final Duration READ = Duration.ofDays(30);
    private static final Duration ALL = Duration.ofDays(90);

    Instant now = Rows.NOW;

    private Map<String, Notification> rows = new HashMap<>();
    private Map<String, Notification> backup = Map.of();
    private long backupRevision;
    private long revision;
    private long pruned;
    private int epoch;
    private int created;

    /// Live frames of the last change.
    final List<LiveFrame> frames = new ArrayList<>();

    Map<String, Notification> rows() {
        return rows;
    }

    long revision() {
        return revision;
    }

    int epoch() {
        return epoch;
    }

    int unread() {
        return (int) rows.values().stream().filter(row -> !row.read()).count();
    }

    void create() {
        Notification plain = Rows.unread("n-" + ++created, ++revision);
        Notification row = new Notification(
                plain.notificationId(),
                plain.userId(),
                plain.projectId(),
                plain.type(),
                plain.payload(),
                now,
                null,
                revision);
        rows.put(row.notificationId(), row);
        frames.add(new LiveFrame(LiveFrame.CHANGED, revision, row));
    }

    Api.Marked mark(List<String> ids, boolean read) {
        List<Notification> changed = new ArrayList<>();
        for (String id : ids) {
            Notification row = rows.get(id);
            if (row != null && row.read() != read) {
                Notification next = new Notification(
                        id,
                        row.userId(),
                        row.projectId(),
                        row.type(),
                        row.payload(),
                        row.createdAt(),
                        read ? now : null,
                        ++revision);
                rows.put(id, next);
                changed.add(next);
            }
        }
        if (!changed.isEmpty()) {
            frames.add(new LiveFrame(LiveFrame.CHANGED, revision, changed.size() == 1 ? changed.getFirst() : null));
        }
        return new Api.Marked(changed.size(), read ? now : null, unread(), revision);
    }

    void prune() {
        List<Notification> old = rows.values().stream()
                .filter(row -> row.createdAt().isBefore(now.minus(row.read() ? READ : ALL)))
                .toList();
        for (Notification row : old) {
            rows.remove(row.notificationId());
            pruned = Math.max(pruned, row.revision());
        }
    }

    void backUp() {
        backup = Map.copyOf(rows);
        backupRevision = revision;
    }

    /// Everything since the backup never was; revisions begin again where they were then.
    void restore() {
        rows = new HashMap<>(backup);
        revision = backupRevision;
        pruned = 0;
        epoch++;
    }

    /// A page after `since`; empty where that has expired.
    Optional<Page> changes(Cursor since, int limit) {
        long after = 0;
        if (!since.equals(Cursor.START)) {
            after = revisionOf(since);
            if (epochOf(since) != epoch || after < pruned || after > revision) {
                return Optional.empty();
            }
        }
        long from = after;
        List<Notification> later = rows.values().stream()
                .filter(row -> row.revision() > from)
                .sorted(Comparator.comparingLong(Notification::revision))
                .toList();
        boolean more = later.size() > limit;
        List<Notification> page = more ? later.subList(0, limit) : later;
        long next = more ? page.getLast().revision() : revision;
        return Optional.of(new Page(page, new Cursor(epoch + ":" + next), more, unread(), 0, now));
    }

    static int epochOf(Cursor cursor) {
        return Integer.parseInt(cursor.value().substring(0, cursor.value().indexOf(':')));
    }

    static long revisionOf(@Nullable Cursor cursor) {
        return cursor == null
                ? 0
                : Long.parseLong(cursor.value().substring(cursor.value().indexOf(':') + 1));
    }
}
