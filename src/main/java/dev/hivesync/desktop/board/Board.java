package dev.hivesync.desktop.board;

import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Api;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// All that the window shows at one moment. Immutable, worked out off the FX thread.
///
/// @param threads all of them by key, filtered or not, newest first
/// @param projects the known ones by name, then those that only notifications name
/// @param rows what passes the filter, newest first
public record Board(
        Instant now,
        InboxState state,
        Filter filter,
        Map<String, ThreadRow> threads,
        List<Api.Project> projects,
        Tally tally,
        Runs runs,
        Highlights highlights,
        List<Row> rows) {}
