package dev.hivesync.mobile;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload.Preview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the phone keeps: the last 100 rows, newest first, how far it has read, and which read marks the server does not
/// have yet. Immutable; joining the same rows in any order and any number of times ends in the same shelf.
///
/// @param unsent ids that were opened here
record Shelf(
        List<Notification> rows,
        @Nullable Cursor cursor,
        @Nullable String etag,
        Set<String> unsent) {

    static final int KEPT = 100;

    /// A preview that was not heard of for so long launches no more.
    private static final Duration LAUNCH = Duration.ofMinutes(30);

    static final Shelf EMPTY = new Shelf(List.of(), null, null, Set.of());

    private static final Comparator<Notification> NEWEST_FIRST = Comparator.comparing(Notification::createdAt)
            .thenComparing(Notification::notificationId)
            .reversed();

    Shelf {
        rows = List.copyOf(rows);
        unsent = Set.copyOf(unsent);
    }

    /// The higher revision of a row wins.
    Shelf joined(Collection<Notification> arrived, Cursor next, @Nullable String validator) {
        Map<String, Notification> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.notificationId(), row));
        arrived.forEach(row ->
                byId.merge(row.notificationId(), row, (one, other) -> other.revision() > one.revision() ? other : one));
        List<Notification> newest =
                byId.values().stream().sorted(NEWEST_FIRST).limit(KEPT).toList();
        return new Shelf(newest, next, validator, unsent);
    }

    /// In place of what was there: the server can no longer say what has changed since.
    Shelf replaced(Collection<Notification> newest, Cursor next, @Nullable String validator) {
        return new Shelf(List.of(), null, null, unsent).joined(newest, next, validator);
    }

    /// Everything anew at the next poll; what is there stays on show until then.
    Shelf stale() {
        return new Shelf(rows, null, null, unsent);
    }

    Shelf opened(String id) {
        if (rows.stream().noneMatch(row -> row.notificationId().equals(id) && !read(row))) {
            return this;
        }
        Set<String> more = new LinkedHashSet<>(unsent);
        more.add(id);
        return new Shelf(rows, cursor, etag, more);
    }

    /// The server has these marks: its rows will say so too.
    Shelf sent(Collection<String> ids, Instant readAt) {
        Set<String> left = new LinkedHashSet<>(unsent);
        left.removeAll(ids);
        List<Notification> marked = new ArrayList<>(rows);
        marked.replaceAll(row -> ids.contains(row.notificationId()) && !row.read() ? row.withReadAt(readAt) : row);
        return new Shelf(marked, cursor, etag, left);
    }

    boolean read(Notification row) {
        return row.read() || unsent.contains(row.notificationId());
    }

    int unread() {
        return (int) rows.stream().filter(row -> !read(row)).count();
    }

    /// Whether a preview is on its way: its token was created or its bundle uploaded, and it is neither ready nor over.
    boolean launching(Instant now) {
        Set<String> open = new LinkedHashSet<>();
        Set<String> settled = new LinkedHashSet<>();
        for (Notification row : rows) {
            if (row.payload() instanceof Preview preview && row.known().isPresent()) {
                switch (row.known().get()) {
                    case PREVIEW_TOKEN_CREATED, PREVIEW_BUNDLE_UPLOADED -> {
                        if (alive(row, preview, now)) {
                            open.add(preview.previewToken());
                        }
                    }
                    case PREVIEW_READY, PREVIEW_CONSUMED, PREVIEW_EXPIRED -> settled.add(preview.previewToken());
                    case AI_JOB_QUEUED,
                            AI_JOB_STARTED,
                            AI_JOB_COMPLETED,
                            AI_JOB_FAILED,
                            REPO_SYNC_STARTED,
                            REPO_SYNC_SUCCESS,
                            REPO_SYNC_FAILED,
                            SYSTEM_MAINTENANCE_WARNING,
                            SYSTEM_HEALTH_ISSUE,
                            WORKER_UNAVAILABLE,
                            RESOURCE_LIMIT_WARNING -> {}
                }
            }
        }
        return !settled.containsAll(open);
    }

    private static boolean alive(Notification row, Preview preview, Instant now) {
        Instant end = preview.expiresAt();
        return row.createdAt().plus(LAUNCH).isAfter(now) && (end == null || end.isAfter(now));
    }

    /// Whether the phone shows this row at all.
    static boolean shows(Notification row) {
        return row.known()
                .map(NotificationType::family)
                .filter(family -> switch (family) {
                    case PREVIEW, REPO_SYNC -> true;
                    case AI_JOB, SYSTEM -> false;
                })
                .isPresent();
    }
}
