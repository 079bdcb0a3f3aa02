package dev.hivesync.bridge;

import static java.util.Objects.requireNonNullElse;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeCodec;
import dev.hivesync.wire.BridgeCodec.MalformedFrameException;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Auth;
import dev.hivesync.wire.BridgeFrame.Failure;
import dev.hivesync.wire.BridgeFrame.Focus;
import dev.hivesync.wire.BridgeFrame.Hello;
import dev.hivesync.wire.BridgeFrame.JobStarted;
import dev.hivesync.wire.BridgeFrame.Ping;
import dev.hivesync.wire.BridgeFrame.Pong;
import dev.hivesync.wire.BridgeFrame.Show;
import dev.hivesync.wire.BridgeFrame.Shown;
import dev.hivesync.wire.BridgeFrame.Unknown;
import dev.hivesync.wire.BridgeMessage;
import java.util.List;
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
        PROVING,
        READY,
        CLOSING
    }

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

    /// Worker only.
    private @Nullable Greeting greeting;

    Peer(Bridge bridge, Admission admission, WebSocketImpl webSocket) {
        this.bridge = bridge;
        this.admission = admission;
        this.webSocket = webSocket;
        BridgeLimits limits = admission.limits();
        acceptedAt = admission.nanoTime().getAsLong();
        since = acceptedAt;
        messages = new Allowance(limits.messagesPerSecond(), limits.messagesPerSecond(), admission.nanoTime());
        gate = new Gate(
                Listener.channel(webSocket), webSocket, admission.upgrade(), limits, admission.nanoTime(), this);
    }

    Gate gate() {
        return gate;
    }

    /// The plugin behind it, once it has proved itself and while it is connected.
    Optional<ConnectedPlugin> plugin() {
        return stage == Stage.READY ? plugin : Optional.empty();
    }

    Optional<String> focus() {
        return stage == Stage.READY ? focus : Optional.empty();
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
                case GREETING -> greeted(message);
                case PROVING -> proved(message);
                case READY -> told(message);
                case UPGRADING, CLOSING -> {}
            }
        } catch (MalformedFrameException e) {
            malformed(e.getMessage());
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

    private void greeted(BridgeMessage message) {
        if (!(message.frame() instanceof Hello said)) {
            unauthorized("Say hello first.", message.requestId());
            return;
        }
        if (!said.protocolVersion().equals(BridgeFrame.PROTOCOL)) {
            refuse(
                    "protocol_mismatch",
                    "This desktop speaks protocol " + BridgeFrame.PROTOCOL + ".",
                    CLOSE_PROTOCOL,
                    message.requestId());
            return;
        }
        if (!Greeting.wellFormed(said)) {
            malformed("hello needs a client name and a nonce of at least 16 random bytes in base64");
            return;
        }
        Greeting begun = new Greeting(said, admission.nonce());
        greeting = begun;
        stage = Stage.PROVING;
        send(new BridgeMessage(begun.challenge(admission), message.requestId(), null));
    }

    private void proved(BridgeMessage message) {
        Greeting begun = greeting;
        if (begun == null || !(message.frame() instanceof Auth auth)) {
            unauthorized("Prove yourself first.", message.requestId());
            return;
        }
        if (!begun.provedBy(auth, admission)) {
            if (admission.mayAnswerWrongProof()) {
                unauthorized("That proof is wrong.", message.requestId());
            } else {
                cut();
            }
            return;
        }
        plugin = Optional.of(begun.plugin(bridge.now()));
        greeting = null;
        enter(Stage.READY);
        bridge.joined(this, begun.hello().resumeAfter(), message.requestId());
    }

    private void told(BridgeMessage message) {
        switch (message.frame()) {
            case Ping _ -> send(new BridgeMessage(new Pong(), message.requestId(), null));
            case Ack ack -> acknowledged(ack, message.requestId());
            case Show _ ->
                carried(bridge.show(window -> send(new BridgeMessage(new Shown(window), message.requestId(), null))));
            case JobStarted job -> carried(bridge.jobStarted(job.projectId(), job.jobId()));
            case Focus on -> focus = Optional.ofNullable(on.projectId());
            case Unknown _ -> {}
            case Hello _, Auth _, BridgeFrame.FromDesktop _ ->
                send(new BridgeMessage(
                        new Failure("forbidden", "A plugin may not send this here."), message.requestId(), null));
        }
    }

    private void acknowledged(Ack ack, @Nullable String requestId) {
        carried(
                requestId == null
                        ? bridge.read(ack.notificationIds())
                        : bridge.read(ack.notificationIds(), acked -> send(new BridgeMessage(acked, requestId, null))));
    }

    /// What leads out of the bridge runs on the keeper, never on a socket's thread; it may have too much to do.
    private void carried(boolean submitted) {
        if (!submitted) {
            close(CLOSE_TRY_LATER, "busy");
        }
    }

    private void malformed(@Nullable String message) {
        refuse("malformed", requireNonNullElse(message, "malformed"), CloseFrame.POLICY_VALIDATION, null);
    }

    private void unauthorized(String message, @Nullable String requestId) {
        refuse("unauthorized", message, CLOSE_UNAUTHORIZED, requestId);
    }

    private void refuse(String code, String message, int closeCode, @Nullable String requestId) {
        gate.offer(List.of(bridge.frames().text(new BridgeMessage(new Failure(code, message), requestId, null))));
        close(closeCode, code);
    }

    private void send(BridgeMessage message) {
        offer(bridge.frames().text(message));
    }

    private void offer(byte[] frame) {
        if (!gate.offer(List.of(frame))) {
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

    /// Ends the socket at once, without a word.
    void cut() {
        webSocket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
    }

    /// Closes what has run out of time.
    void sweep(long now) {
        BridgeLimits limits = admission.limits();
        long inStage = now - since;
        switch (stage) {
            case UPGRADING -> {
                if (inStage > limits.upgrade().toNanos()) {
                    cut();
                }
            }
            case GREETING, PROVING -> {
                if (inStage > limits.auth().toNanos()) {
                    unauthorized("Prove yourself in time.", null);
                }
            }
            case READY -> {
                if (now - gate.heardAt() > limits.silence().toNanos()) {
                    close(CloseFrame.GOING_AWAY, "silent");
                }
            }
            case CLOSING -> {
                if (inStage > limits.linger().toNanos()) {
                    cut();
                }
            }
        }
    }

    private void enter(Stage next) {
        since = admission.nanoTime().getAsLong();
        stage = next;
    }
}
