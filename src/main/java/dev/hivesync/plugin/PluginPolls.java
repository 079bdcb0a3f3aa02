package dev.hivesync.plugin;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a plugin asks the backend, beside the bridge. Called on a thread of its own, one call at a time; may block.
public interface PluginPolls {

    /// Reads what is new.
    ///
    /// @param place how far it has read; null for a first view of the newest
    Answer fetch(@Nullable Place place);

    /// Marks these read where no desktop is there to do it; asked again with the next poll until it is true. Does
    /// nothing unless it is written.
    ///
    /// @param notificationIds at most 500
    default boolean mark(List<String> notificationIds) {
        return false;
    }

    /// Cursor and ETag belong together.
    record Place(Cursor cursor, @Nullable String etag) {}

    /// What came of one poll.
    sealed interface Answer {

        /// A page of rows: those after the place, or the newest.
        ///
        /// @param pace what the server asks for as the time to the next poll
        record Fresh(Page page, Place next, @Nullable Duration pace) implements Answer {}

        /// Nothing has changed since the place.
        record NotModified(@Nullable Duration pace) implements Answer {}

        /// The place is no longer kept: begin with a first view.
        record Expired() implements Answer {}

        /// No usable answer; asked again with growing pauses.
        ///
        /// @param retryAfter what the server asks for, if it does
        record Unreachable(@Nullable Duration retryAfter) implements Answer {}

        /// The credentials do not count.
        record Refused() implements Answer {}

        /// No backend is known at present.
        record Unknown() implements Answer {}
    }
}
