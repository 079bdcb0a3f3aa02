package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;

/// What stands above the list until it is settled.
public sealed interface Banner {

    record Offline() implements Banner {}

    record SyncFailed(ThreadRow thread, String project) implements Banner {}
}
