package dev.hivesync.mobile;

import dev.hivesync.sync.Reply;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the phone asks of a backend; previews and repository events alone. Calls block and never throw for what a
/// network or server does.
public interface Feed {

    /// The newest rows, for a first view.
    Reply<Page> newest(int limit);

    /// The changes after `since`, oldest first.
    Reply<Page> changes(Cursor since, @Nullable String etag);

    Reply<Api.Marked> markRead(List<String> ids);
}
