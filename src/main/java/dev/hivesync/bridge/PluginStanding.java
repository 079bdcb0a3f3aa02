package dev.hivesync.bridge;

import dev.hivesync.inbox.ConnectedPlugin;

/// How a connected plugin stands at the moment.
///
/// @param id names this one connection for as long as the bridge runs; means nothing else
/// @param delivered events that have left for it since it connected, with those that were replayed
/// @param waiting messages that it has not taken yet
public record PluginStanding(long id, ConnectedPlugin plugin, long delivered, int waiting) {}
