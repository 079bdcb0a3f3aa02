package dev.hivesync.desktop.board;

import dev.hivesync.attention.Settings;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// All that the window shows at one moment. Immutable, worked out off the FX thread.
///
/// @param settings what the user had chosen then
/// @param threads all of them by key, filtered or not, in no order
/// @param projects the known ones by name, then those that only notifications name
/// @param recovered how long each failure lasted that was made good, by the thread's key
/// @param rows what passes the filter, newest first
public record Board(
        Instant now,
        InboxState state,
        Settings settings,
        Filter filter,
        Map<String, ThreadRow> threads,
        List<Api.Project> projects,
        Tally tally,
        Map<String, Duration> recovered,
        Runs runs,
        Highlights highlights,
        List<Row> rows) {}
