package dev.hivesync.bridge;

import static java.util.Objects.requireNonNullElse;

import dev.hivesync.bridge.Handshake.Outcome;
import dev.hivesync.bridge.Term.Stage;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeCodec;
import dev.hivesync.wire.BridgeCodec.MalformedFrameException;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Failure;
import dev.hivesync.wire.BridgeMessage;
import java.time.InstantSource;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/// What one plugin says, and what it gets for it; on its worker thread, one message after the other.
final class Hearing {

    private final Peer peer;
    private final Requests requests;
    private final Handshake handshake;
    private final Allowance messages;
    private final BridgeCodec codec = new BridgeCodec();

    Hearing(Peer peer, Admission admission, InstantSource clock, Requests requests) {
        this.peer = peer;
        this.requests = requests;
        handshake = new Handshake(admission, clock);
        int perSecond = admission.limits().messagesPerSecond();
        messages = new Allowance(perSecond, perSecond, admission.nanoTime());
    }

    /// A WebSocket ping or pong: allowed, and counted like a message.
    void control(byte @Nullable [] pingPayload) {
        if (allowed() && pingPayload != null) {
            peer.offer(Frames.pong(pingPayload));
        }
    }

    void binary() {
        peer.refuse("malformed", "Messages are text.", CloseFrame.POLICY_VALIDATION, null);
    }

    void received(String text) {
        if (!allowed()) {
            return;
        }
        try {
            BridgeMessage message = codec.decode(text);
            switch (peer.stage()) {
                case GREETING -> greets(message);
                case READY -> told(message);
                case UPGRADING, CLOSING -> {}
            }
        } catch (MalformedFrameException e) {
            malformed(e);
        }
    }

    /// Whether one more message may be said; one too many ends the connection. On any thread.
    boolean allowed() {
        if (peer.stage() == Stage.CLOSING) {
            return false;
        }
        if (!messages.take()) {
            peer.refuse("rate_limited", "Too many messages.", CloseFrame.POLICY_VALIDATION, null);
            return false;
        }
        return true;
    }

    private void greets(BridgeMessage message) {
        String requestId = message.requestId();
        switch (handshake.heard(message)) {
            case Outcome.Challenged(BridgeFrame challenge) -> peer.send(new BridgeMessage(challenge, requestId, null));
            case Outcome.Proved(ConnectedPlugin proved, Long resumeAfter) ->
                peer.proved(proved, resumeAfter, requestId);
            case Outcome.Foreign _ ->
                peer.refuse(
                        "protocol_mismatch",
                        "This desktop speaks protocol " + BridgeFrame.PROTOCOL + ".",
                        Peer.CLOSE_PROTOCOL,
                        requestId);
            case Outcome.Malformed(String why) ->
                peer.refuse("malformed", why, CloseFrame.POLICY_VALIDATION, requestId);
            case Outcome.Unauthorized(String why) -> peer.unauthorized(why, requestId);
            case Outcome.Guessed _ -> peer.cut();
        }
    }

    private void told(BridgeMessage message) {
        if (!requests.told(message, peer)) {
            peer.close(Peer.CLOSE_TRY_LATER, "busy");
        }
    }

    /// What is no envelope ends the connection; a payload that does not fit its type is the plugin's to mend.
    private void malformed(MalformedFrameException e) {
        String why = requireNonNullElse(e.getMessage(), "malformed");
        if (peer.stage() == Stage.READY && e.envelope()) {
            peer.send(new BridgeMessage(new Failure("malformed", why), e.requestId(), null));
        } else {
            peer.refuse("malformed", why, CloseFrame.POLICY_VALIDATION, e.requestId());
        }
    }
}
