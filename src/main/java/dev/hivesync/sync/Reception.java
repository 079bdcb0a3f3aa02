package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the poller puts what it reads. Calls return once the facts are durable.
public interface Reception {

    /// How far has been read; [Cursor#START] before the first page.
    Position position();

    void page(Page page, @Nullable String etag);

    /// Everything the server keeps, after the cursor had expired.
    void all(List<Page> pages, @Nullable String etag);

    void projects(List<Api.Project> projects);

    boolean jobActive();

    /// How the last round went and when the next one is due.
    ///
    /// @param due null while signed out
    void polled(Standing standing, Duration interval, @Nullable Instant due);

    record Position(Cursor cursor, @Nullable String etag) {}

    enum Standing {
        ANSWERED,
        UNREACHABLE,
        SIGNED_OUT
    }
}
