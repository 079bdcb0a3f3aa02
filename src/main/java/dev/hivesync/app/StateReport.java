package dev.hivesync.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
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

    /// @param parked why the server refused it and it is not sent by itself any more; left out where it waits
    record Waiting(
            String notificationId,
            String mark,
            Instant since,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String parked) {}

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
                        .map(Entry::seen)
                        .toList(),
                state.outbox().stream()
                        .map(item -> new Waiting(
                                item.notificationId(),
                                item.mark().name().toLowerCase(Locale.ROOT),
                                item.since(),
                                item.parked()))
                        .toList(),
                running ? state.link().connection() : Connection.OFFLINE,
                running ? state.plugins() : List.of());
    }
}
