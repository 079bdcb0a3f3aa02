package dev.hivesync.inbox;

import dev.hivesync.wire.Notification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One notification as this desktop knows it.
///
/// @param notification as the server last told it
/// @param arrivedAt when this desktop first heard of it, by the local clock
/// @param intent what the user wants of it and the server has not answered yet
public record Entry(
        Notification notification,
        Instant arrivedAt,
        @Nullable Mark intent) {

    public String id() {
        return notification.notificationId();
    }

    /// A pending intent lies over what the server said.
    public boolean read() {
        return intent == null ? notification.read() : intent == Mark.READ;
    }
}
