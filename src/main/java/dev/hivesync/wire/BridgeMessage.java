package dev.hivesync.wire;

import org.jspecify.annotations.Nullable;

/// A frame with its envelope.
///
/// @param requestId echoed in the answer to it
/// @param seq only on events: counts from 1, gap-free per instance; the envelope's `prev` is one less
public record BridgeMessage(
        BridgeFrame frame,
        @Nullable String requestId,
        @Nullable Long seq) {

    public static BridgeMessage of(BridgeFrame frame) {
        return new BridgeMessage(frame, null, null);
    }

    public static BridgeMessage event(BridgeFrame.Event event, long seq) {
        return new BridgeMessage(event, null, seq);
    }
}
