package dev.hivesync.mobile;

import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.Reply;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Page;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The feed of a real backend, which leaves out what the phone does not show.
public final class HttpFeed implements Feed {

    private static final Set<Family> SHOWN = EnumSet.of(Family.PREVIEW, Family.REPO_SYNC);

    private final HttpBackend backend;

    public HttpFeed(HttpBackend backend) {
        this.backend = backend.only(Arrays.stream(NotificationType.values())
                .filter(type -> SHOWN.contains(type.family()))
                .map(NotificationType::wireName)
                .toList());
    }

    @Override
    public Reply<Page> newest(int limit) {
        return backend.newest(limit);
    }

    @Override
    public Reply<Page> changes(Cursor since, @Nullable String etag) {
        return backend.changes(since, etag);
    }

    @Override
    public Reply<Api.Marked> markRead(List<String> ids) {
        return backend.mark(ids, true);
    }
}
