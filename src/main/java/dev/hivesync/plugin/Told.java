package dev.hivesync.plugin;

import dev.hivesync.wire.BridgeFrame.Acked;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.Event;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.BridgeFrame.Ready;

/// What the bridge brings, on the client's thread.
interface Told {
    void connected(Ready ready);

    void status(DesktopStatus status);

    void event(long seq, Event event);

    void wanted(OpenReview review);

    /// These are durably read at the desktop.
    void acked(Acked acked);

    /// Events are gone that only a poll can bring.
    void missed();

    void lost(Reach why);
}
