package dev.hivesync.bridge;

import static java.util.Objects.requireNonNullElse;

import dev.hivesync.bridge.Handshake.Outcome;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeCodec;
import dev.hivesync.wire.BridgeCodec.MalformedFrameException;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Failure;
import dev.hivesync.wire.BridgeMessage;
import java.util.Optional;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/// One connection from its accept to its end: who it is, what it may say, when it is overdue. Messages come on its
/// worker thread, one after the other; sends, closes and sweeps on any.
final class Peer implements Gate.Owner {

    static final int CLOSE_UNAUTHORIZED = 4401;
    static final int CLOSE_PROTOCOL = 4400;

    private static final int CLOSE_TRY_LATER = 1013;

    private enum Stage {
        UPGRADING,
        GREETING,
        READY,
        CLOSING
    }

    private final long id;
    private final Bridge bridge;
    private final Admission admission;
    private final WebSocketImpl webSocket;
    private final long acceptedAt;
    private final Gate gate;
    private final Allowance messages;
    private final BridgeCodec codec = new BridgeCodec();

    private volatile Stage stage = Stage.UPGRADING;
    private volatile long since;
    private volatile Optional<ConnectedPlugin> plugin = Optional.empty();
    private volatile Optional<String> focus = Optional.empty();

    /// The number of the last event before its first; written with the lock of the broadcast held.
    private long after;

    private final Handshake handshake;

    Peer(Bridge bridge, Admission admission, WebSocketImpl webSocket, long id) {
        this.id = id;
        this.bridge = bridge;
        this.admission = admission;
        this.webSocket = webSocket;
        BridgeLimits limits = admission.limits();
        acceptedAt = admission.nanoTime().getAsLong();
        since = acceptedAt;
        messages = new Allowance(limits.messagesPerSecond(), limits.messagesPerSecond(), admission.nanoTime());
        handshake = new Handshake(admission, bridge.clock());
        gate = new Gate(
                Listener.channel(webSocket),
                webSocket,
                admission.upgrade(),
                limits,
                admission.nanoTime(),
                bridge.writer(),
                this);
    }

    long id() {
        return id;
    }

    Gate gate() {
        return gate;
    }

    /// The plugin behind it, once it has proved itself and while it is connected.
    Optional<ConnectedPlugin> plugin() {
        return stage == Stage.READY ? plugin.map(who -> who.withFocus(focus.orElse(null))) : Optional.empty();
    }

    Optional<String> focus() {
        return stage == Stage.READY ? focus : Optional.empty();
    }

    /// Its events begin after this number.
    void follows(long seq) {
        after = seq;
    }

    /// Asked with the lock of the broadcast held.
    ///
    /// @param newest the number of the last event
    /// @param gathered how many of the last have not been queued yet
    Optional<PluginStanding> standing(long newest, int gathered) {
        int waiting = gate.out().waiting() + gathered;
        return plugin().map(who -> new PluginStanding(id, who, Math.max(0, newest - after - waiting), waiting));
    }

    boolean authenticated() {
        return plugin.isPresent();
    }

    long acceptedAt() {
        return acceptedAt;
    }

    void upgraded() {
        enter(Stage.GREETING);
    }

    @Override
    public void refused() {
        enter(Stage.CLOSING);
    }

    /// The library closes, for whatever reason; may be called with the socket's monitor held.
    void closing() {
        if (stage != Stage.CLOSING) {
            enter(Stage.CLOSING);
            bridge.left(this);
        }
    }

    @Override
    public void closed() {
        enter(Stage.CLOSING);
        bridge.gone(this);
    }

    /// A WebSocket ping or pong: allowed, and counted like a message.
    void control(byte @Nullable [] pingPayload) {
        if (mayGoOn() && pingPayload != null) {
            offer(Frames.pong(pingPayload));
        }
    }

    void binary() {
        refuse("malformed", "Messages are text.", CloseFrame.POLICY_VALIDATION, null);
    }

    void received(String text) {
        if (!mayGoOn()) {
            return;
        }
        try {
            BridgeMessage message = codec.decode(text);
            switch (stage) {
                case GREETING -> greets(message);
                case READY -> told(message);
                case UPGRADING, CLOSING -> {}
            }
        } catch (MalformedFrameException e) {
            malformed(e);
        }
    }

    private boolean mayGoOn() {
        if (stage == Stage.CLOSING) {
            return false;
        }
        if (!messages.take()) {
            refuse("rate_limited", "Too many messages.", CloseFrame.POLICY_VALIDATION, null);
            return false;
        }
        return true;
    }

    private void greets(BridgeMessage message) {
        String requestId = message.requestId();
        switch (handshake.heard(message)) {
            case Outcome.Challenged(BridgeFrame challenge) -> send(new BridgeMessage(challenge, requestId, null));
            case Outcome.Proved(ConnectedPlugin proved, Long resumeAfter) -> {
                plugin = Optional.of(proved);
                enter(Stage.READY);
                bridge.joined(this, resumeAfter, requestId);
            }
            case Outcome.Foreign _ ->
                refuse(
                        "protocol_mismatch",
                        "This desktop speaks protocol " + BridgeFrame.PROTOCOL + ".",
                        CLOSE_PROTOCOL,
                        requestId);
            case Outcome.Malformed(String why) -> refuse("malformed", why, CloseFrame.POLICY_VALIDATION, requestId);
            case Outcome.Unauthorized(String why) -> unauthorized(why, requestId);
            case Outcome.Guessed _ -> cut();
        }
    }

    private void told(BridgeMessage message) {
        if (!bridge.requests().told(message, this)) {
            close(CLOSE_TRY_LATER, "busy");
        }
    }

    void focus(@Nullable String projectId) {
        focus = Optional.ofNullable(projectId);
        bridge.due(admission.nanoTime().getAsLong());
    }

    /// What is no envelope ends the connection; a payload that does not fit its type is the plugin's to mend.
    private void malformed(MalformedFrameException e) {
        String why = requireNonNullElse(e.getMessage(), "malformed");
        if (stage == Stage.READY && e.envelope()) {
            send(new BridgeMessage(new Failure("malformed", why), e.requestId(), null));
        } else {
            refuse("malformed", why, CloseFrame.POLICY_VALIDATION, e.requestId());
        }
    }

    /// The user wants it gone.
    void dismiss() {
        refuse("disconnected", "Disconnected in HiveSync Desktop.", BridgeFrame.DISCONNECTED, null);
    }

    private void unauthorized(String message, @Nullable String requestId) {
        refuse("unauthorized", message, CLOSE_UNAUTHORIZED, requestId);
    }

    private void refuse(String code, String message, int closeCode, @Nullable String requestId) {
        gate.send(bridge.frames().text(new BridgeMessage(new Failure(code, message), requestId, null)));
        close(closeCode, code);
    }

    void send(BridgeMessage message) {
        offer(bridge.frames().text(message));
    }

    private void offer(byte[] frame) {
        if (!gate.send(frame)) {
            overflowed();
        }
    }

    void overflowed() {
        close(CLOSE_TRY_LATER, "too slow");
    }

    void close(int code, String reason) {
        closing();
        webSocket.close(code, reason);
    }

    void cut() {
        webSocket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
    }

    /// When its time runs out, in nanoseconds of the clock.
    long due() {
        BridgeLimits limits = admission.limits();
        return switch (stage) {
            case UPGRADING -> since + limits.upgrade().toNanos();
            case GREETING -> since + limits.auth().toNanos();
            case READY -> gate.heardAt() + limits.silence().toNanos();
            case CLOSING -> since + limits.linger().toNanos();
        };
    }

    /// Closes it if its time has run out.
    void sweep(long now) {
        if (now - due() < 0) {
            return;
        }
        switch (stage) {
            case UPGRADING, CLOSING -> cut();
            case GREETING -> unauthorized("Prove yourself in time.", null);
            case READY -> close(CloseFrame.GOING_AWAY, "silent");
        }
    }

    private void enter(Stage next) {
        since = admission.nanoTime().getAsLong();
        stage = next;
        bridge.due(due());
    }
}
