package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything the inbox knows at one moment. Immutable.
///
/// @param account the user id it belongs to, empty before the first sign-in
/// @param entries by notification id; no order
/// @param unread entries that are not read, a pending intent counted as done
/// @param cursor how far this desktop has read; null before the first page
/// @param etag goes with the cursor
/// @param revision the highest revision up to which nothing is missing
/// @param nextSeq the number of the next outbox item
public record InboxState(
        String account,
        Map<String, Entry> entries,
        int unread,
        @Nullable Cursor cursor,
        @Nullable String etag,
        long revision,
        List<OutboxItem> outbox,
        Link link,
        List<Api.Project> projects,
        List<ConnectedPlugin> plugins,
        long nextSeq) {

    public static final InboxState EMPTY =
            new InboxState("", Map.of(), 0, null, null, 0, List.of(), Link.OFFLINE, List.of(), List.of(), 1);

    InboxState belongingTo(String newAccount) {
        return new InboxState(
                newAccount, entries, unread, cursor, etag, revision, outbox, link, projects, plugins, nextSeq);
    }
}
