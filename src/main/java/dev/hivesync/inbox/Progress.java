package dev.hivesync.inbox;

import dev.hivesync.wire.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the server's stream of changes has been read.
///
/// @param cursor null before the first page
/// @param etag goes with the cursor
/// @param revision the highest revision up to which nothing is missing
/// @param serverTime the server's clock when it last gave a page
public record Progress(
        @Nullable Cursor cursor,
        @Nullable String etag,
        long revision,
        @Nullable Instant serverTime) {

    public static final Progress NONE = new Progress(null, null, 0, null);

    Cursor cursorOrStart() {
        return cursor == null ? Cursor.START : cursor;
    }

    Progress complete(long upTo) {
        return new Progress(cursor, etag, upTo, serverTime);
    }
}
