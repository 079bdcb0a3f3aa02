package dev.hivesync.inbox;

import dev.hivesync.wire.Notification;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One notification as this desktop knows it.
///
/// @param notification as the server last told it
/// @param arrivedAt when this desktop first heard of it, by the local clock
/// @param wish what the user wants of it and the server has not carried out; also in the outbox
/// @param answered up to which revision the server's answer to a wish decides whether the row is read; 0 where the
///     row itself is as new
public record Entry(
        Notification notification,
        Instant arrivedAt,
        @Nullable OutboxItem wish,
        long answered) {

    /// By creation; at the same instant, by the course of a thread's life.
    public static final Comparator<Entry> COURSE = Comparator.comparing(
                    (Entry entry) -> entry.notification().createdAt())
            .thenComparing(
                    entry -> entry.notification().known().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
            .thenComparing(Entry::id);

    public Entry(Notification notification, Instant arrivedAt, @Nullable OutboxItem wish) {
        this(notification, arrivedAt, wish, 0);
    }

    public String id() {
        return notification.notificationId();
    }

    /// What all news of one job, preview or sync share; the id where it stands alone.
    public String thread() {
        return notification.payload().thread().orElse(id());
    }

    /// A wish lies over what the server said.
    public boolean read() {
        return wish == null ? notification.read() : wish.mark() == Mark.READ;
    }

    /// The row with the wish counted as done.
    public Notification seen() {
        if (wish == null || read() == notification.read()) {
            return notification;
        }
        return notification.withReadAt(wish.mark() == Mark.READ ? wish.since() : null);
    }

    /// Why the server refused the wish, or null where it did not.
    public @Nullable String refusal() {
        return wish == null ? null : wish.parked();
    }

    /// The server told a newer row. One that is older than an answer leaves what the answer decided.
    Entry told(Notification row) {
        if (row.revision() >= answered) {
            return new Entry(row, arrivedAt, wish, 0);
        }
        Instant readAt = !notification.read() ? null : row.readAt() != null ? row.readAt() : notification.readAt();
        return new Entry(row.withReadAt(readAt), arrivedAt, wish, answered);
    }

    /// The server carried out a mark and stands at `revision` since: no row up to there says otherwise.
    Entry answered(Mark mark, long revision, Instant readAt) {
        if (revision < answered || revision <= notification.revision()) {
            return this;
        }
        Instant read = switch (mark) {
            case UNREAD -> null;
            case READ -> notification.readAt() != null ? notification.readAt() : readAt;
        };
        return new Entry(notification.withReadAt(read), arrivedAt, wish, revision);
    }

    Entry wished(@Nullable OutboxItem next) {
        return new Entry(notification, arrivedAt, next, answered);
    }

    /// Whether the server's part is the same.
    boolean sameRow(@Nullable Entry other) {
        return other != null && answered == other.answered && notification.equals(other.notification);
    }
}
