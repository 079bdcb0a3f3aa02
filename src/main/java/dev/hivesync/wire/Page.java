package dev.hivesync.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/// One answer of `GET /notifications`. A row that cannot be read is left out, so that it keeps none of the others.
///
/// @param nextCursor where the next read goes on
/// @param unreadCount over everything the user has, whatever the filters
/// @param activeAiJobs jobs queued or started and not done
public record Page(
        @JsonProperty(required = true) @JsonDeserialize(using = ReadableRows.class)
        List<Notification> notifications,

        @JsonProperty(required = true) Cursor nextCursor,
        @JsonProperty(required = true) boolean hasMore,
        int unreadCount,
        int activeAiJobs,
        Instant serverTime) {

    public Page {
        requireNonNull(nextCursor);
        notifications = List.copyOf(notifications);
    }
}
