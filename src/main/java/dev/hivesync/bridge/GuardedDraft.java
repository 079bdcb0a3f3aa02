package dev.hivesync.bridge;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;

/// RFC 6455 as the library reads it, with [FrameGuard] in front and no extension to negotiate.
final class GuardedDraft extends Draft_6455 {

    private final FrameGuard guard = new FrameGuard();

    GuardedDraft() {
        super(List.of(), BridgeLimits.MESSAGE_BYTES);
    }

    @Override
    public List<Framedata> translateFrame(ByteBuffer buffer) throws InvalidDataException {
        guard.inspect(buffer.duplicate());
        try {
            return super.translateFrame(buffer);
        } catch (RuntimeException e) {
            // the library trips over a close frame whose reason is not UTF-8
            throw new InvalidDataException(CloseFrame.NO_UTF8, "not UTF-8", e);
        }
    }

    @Override
    public Draft copyInstance() {
        return new GuardedDraft();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
