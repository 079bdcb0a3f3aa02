package dev.hivesync.bridge;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;

/// RFC 6455 as the library reads it, with [FrameGuard] in front and no extension to negotiate.
final class GuardedDraft extends Draft_6455 {

    private final FrameGuard guard = new FrameGuard();

    /// What the connection is closed with once a rule is broken; worker only.
    private @Nullable CloseFrame violation;

    /// Frames that have been read and not been dealt with; worker only.
    private int unsettled;

    GuardedDraft() {
        super(List.of(), BridgeLimits.MESSAGE_BYTES);
    }

    @Override
    public List<Framedata> translateFrame(ByteBuffer buffer) {
        try {
            guard.inspect(buffer.duplicate());
            List<Framedata> frames = super.translateFrame(buffer);
            unsettled = frames.size();
            return frames;
        } catch (InvalidDataException e) {
            return violated(e.getCloseCode(), e.getMessage());
        } catch (RuntimeException _) {
            // the library trips over a close frame whose reason is not UTF-8
            return violated(CloseFrame.NO_UTF8, null);
        }
    }

    /// A broken rule closes from here: the library would print a stack trace for each.
    @Override
    public void processFrame(WebSocketImpl webSocket, Framedata frame) {
        try {
            if (violation == null) {
                super.processFrame(webSocket, frame);
                settle(webSocket);
                return;
            }
        } catch (InvalidDataException e) {
            violated(e.getCloseCode(), e.getMessage());
        }
        CloseFrame broken = requireNonNull(violation);
        webSocket.close(broken.getCloseCode(), broken.getMessage());
    }

    private void settle(WebSocketImpl webSocket) {
        if (--unsettled == 0 && guard.betweenMessages()) {
            Peer peer = webSocket.getAttachment();
            peer.gate().settled(guard.inspected());
        }
    }

    private List<Framedata> violated(int code, @Nullable String rule) {
        CloseFrame close = new CloseFrame();
        close.setCode(code);
        close.setReason(requireNonNullElse(rule, "not UTF-8"));
        violation = close;
        return List.of(close);
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
