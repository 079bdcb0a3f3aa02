package dev.hivesync.inbox;

import dev.hivesync.wire.Connection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How this desktop hears from the backend at the moment.
///
/// @param nextPollAt when the next poll is due, by the local clock; null while signed out
/// @param intervalSeconds the present polling interval or backoff
public record Link(Connection connection, @Nullable Instant nextPollAt, long intervalSeconds) {

    public static final Link OFFLINE = new Link(Connection.OFFLINE, null, 0);

    public boolean connected() {
        return switch (connection) {
            case LIVE, POLLING -> true;
            case OFFLINE, SIGNED_OUT -> false;
        };
    }
}
