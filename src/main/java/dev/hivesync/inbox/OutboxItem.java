package dev.hivesync.inbox;

import java.time.Instant;

/// An intent that waits for the server's answer.
///
/// @param seq its place in the queue; grows, never reused
/// @param since when the user asked, by the local clock
public record OutboxItem(long seq, String notificationId, Mark mark, Instant since) {}
