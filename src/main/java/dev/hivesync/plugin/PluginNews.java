package dev.hivesync.plugin;

import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.Notification;

/// What a plugin hears of, in order; each notification once, from whichever source came first.
public sealed interface PluginNews {

    /// An event of the bridge.
    record Pushed(long seq, BridgeFrame.Event event) implements PluginNews {}

    /// A notification that a poll brought before the bridge did.
    record Polled(Notification notification) implements PluginNews {}

    /// The user wants this suggestion here.
    record Wanted(BridgeFrame.OpenReview review) implements PluginNews {}

    /// The connection to the desktop came, went or was refused.
    record Reached(Reach reach) implements PluginNews {}
}
