package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the poller asks of a backend. Calls block and never throw for what a network or server does.
public interface Backend {

    /// The changes after `since`, oldest first.
    ///
    /// @param etag of the last answer with that cursor, or null to have the rows in any case
    Reply<Page> changes(Cursor since, @Nullable String etag);

    /// Marks at most [Api#MAX_MARK_IDS] notifications.
    Reply<Api.Marked> mark(List<String> ids, boolean read);

    Reply<List<Api.Project>> projects();
}
