package dev.hivesync.inbox;

import dev.hivesync.wire.Connection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How this desktop hears from the backend at the moment.
///
/// @param nextPollAt when the next poll is due, by the local clock; null while signed out and before the first try
/// @param intervalSeconds the present polling interval or backoff
public record Link(Connection connection, @Nullable Instant nextPollAt, long intervalSeconds) {

    public static final Link OFFLINE = new Link(Connection.OFFLINE, null, 0);

    /// Nothing has been tried yet since the start, or since somebody signed in.
    public boolean connecting() {
        return connection == Connection.OFFLINE && nextPollAt == null;
    }

    /// The server did not answer; it is asked again.
    public boolean unreachable() {
        return connection == Connection.OFFLINE && nextPollAt != null;
    }

    public boolean connected() {
        return switch (connection) {
            case LIVE, POLLING -> true;
            case OFFLINE, SIGNED_OUT -> false;
        };
    }
}
