package dev.hivesync.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `state --json` prints.
///
/// @param notifications newest first; `read_at` as the user sees it, a pending intent counted as done
@JsonInclude(JsonInclude.Include.ALWAYS)
record StateReport(
        @Nullable String cursor,
        int unread,
        List<Notification> notifications,
        List<Waiting> outbox,
        Connection connection,
        List<ConnectedPlugin> plugins) {

    record Waiting(String notificationId, String mark, Instant since) {}

    private static final Comparator<Entry> NEWEST_FIRST = Comparator.<Entry, Instant>comparing(
                    entry -> entry.notification().createdAt())
            .thenComparingLong(entry -> entry.notification().revision())
            .reversed();

    /// @param running whether an app keeps this inbox up to date at the moment
    static StateReport of(InboxState state, boolean running) {
        Cursor cursor = state.cursor();
        return new StateReport(
                cursor == null ? null : cursor.value(),
                state.unread(),
                state.entries().values().stream()
                        .sorted(NEWEST_FIRST)
                        .map(entry -> asSeen(entry, state.outbox()))
                        .toList(),
                state.outbox().stream()
                        .map(item -> new Waiting(
                                item.notificationId(), item.mark().name().toLowerCase(Locale.ROOT), item.since()))
                        .toList(),
                running ? state.link().connection() : Connection.OFFLINE,
                running ? state.plugins() : List.of());
    }

    private static Notification asSeen(Entry entry, List<OutboxItem> outbox) {
        Notification row = entry.notification();
        if (entry.intent() == null) {
            return row;
        }
        Instant readAt = entry.intent() == Mark.UNREAD
                ? null
                : outbox.stream()
                        .filter(item -> item.notificationId().equals(entry.id()))
                        .map(OutboxItem::since)
                        .findFirst()
                        .orElse(row.readAt());
        return row.withReadAt(readAt);
    }
}
