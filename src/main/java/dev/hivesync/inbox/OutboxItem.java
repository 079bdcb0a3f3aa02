package dev.hivesync.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An intent that waits for the server's answer. There is at most one for a notification: the latest.
///
/// @param seq its place in the queue; grows, never reused
/// @param since when the user asked, by the local clock
/// @param parked why the server refused it for good, such as `422 INVALID_INPUT`; null while it waits. It is sent
///     again only when the user says so
public record OutboxItem(
        long seq,
        String notificationId,
        Mark mark,
        Instant since,
        @Nullable String parked) {

    OutboxItem parkedFor(String reason) {
        return new OutboxItem(seq, notificationId, mark, since, reason);
    }
}
