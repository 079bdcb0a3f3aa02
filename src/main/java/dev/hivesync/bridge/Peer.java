package dev.hivesync.bridge;

import dev.hivesync.bridge.Term.Stage;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Failure;
import dev.hivesync.wire.BridgeMessage;
import java.util.Optional;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/// One connection from its accept to its end: who it is, what it may say, when it is overdue. Messages come on its
/// worker thread, one after the other, but for usual pings, which come on the selector's; sends, closes and sweeps on
/// any.
final class Peer implements Gate.Owner {

    static final int CLOSE_UNAUTHORIZED = 4401;
    static final int CLOSE_PROTOCOL = 4400;
    static final int CLOSE_TRY_LATER = 1013;

    private final long id;
    private final Bridge bridge;
    private final Admission admission;
    private final WebSocketImpl webSocket;
    private final long acceptedAt;
    private final Gate gate;
    private final Term term;
    private volatile Optional<ConnectedPlugin> plugin = Optional.empty();
    private volatile Optional<String> focus = Optional.empty();

    /// The number of the last event before its first; written with the lock of the broadcast held.
    private long after;

    private final Hearing hearing;
    private final Parcel pong;

    Peer(Bridge bridge, Admission admission, WebSocketImpl webSocket, long id) {
        this.id = id;
        this.bridge = bridge;
        this.admission = admission;
        this.webSocket = webSocket;
        BridgeLimits limits = admission.limits();
        term = new Term(limits, admission.nanoTime());
        acceptedAt = term.since();
        hearing = new Hearing(this, admission, bridge.clock(), bridge.requests());
        pong = bridge.frames().pong();
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
        return term.stage() == Stage.READY ? plugin.map(who -> who.withFocus(focus.orElse(null))) : Optional.empty();
    }

    Optional<String> focus() {
        return term.stage() == Stage.READY ? focus : Optional.empty();
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
    public boolean pinged() {
        if (term.stage() != Stage.READY) {
            return false;
        }
        if (hearing.allowed() && !gate.out().express(pong, pong.bytes())) {
            overflowed();
        }
        return true;
    }

    @Override
    public void refused() {
        enter(Stage.CLOSING);
    }

    /// The library closes, for whatever reason; may be called with the socket's monitor held.
    void closing() {
        if (term.stage() != Stage.CLOSING) {
            enter(Stage.CLOSING);
            bridge.left(this);
        }
    }

    @Override
    public void closed() {
        enter(Stage.CLOSING);
        bridge.gone(this);
    }

    Hearing hearing() {
        return hearing;
    }

    Stage stage() {
        return term.stage();
    }

    void proved(ConnectedPlugin proved, @Nullable Long resumeAfter, @Nullable String requestId) {
        plugin = Optional.of(proved);
        enter(Stage.READY);
        bridge.joined(this, resumeAfter, requestId);
    }

    void focus(@Nullable String projectId) {
        focus = Optional.ofNullable(projectId);
        bridge.due(admission.nanoTime().getAsLong());
    }

    /// The user wants it gone.
    void dismiss() {
        refuse("disconnected", "Disconnected in HiveSync Desktop.", BridgeFrame.DISCONNECTED, null);
    }

    void unauthorized(String message, @Nullable String requestId) {
        refuse("unauthorized", message, CLOSE_UNAUTHORIZED, requestId);
    }

    void refuse(String code, String message, int closeCode, @Nullable String requestId) {
        gate.send(bridge.frames().text(new BridgeMessage(new Failure(code, message), requestId, null)));
        close(closeCode, code);
    }

    void send(BridgeMessage message) {
        offer(bridge.frames().text(message));
    }

    void offer(byte[] frame) {
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
        return term.end(gate.heardAt());
    }

    /// Closes it if its time has run out.
    void sweep(long now) {
        if (now - due() < 0) {
            return;
        }
        switch (term.stage()) {
            case UPGRADING, CLOSING -> cut();
            case GREETING -> unauthorized("Prove yourself in time.", null);
            case READY -> close(CloseFrame.GOING_AWAY, "silent");
        }
    }

    private void enter(Stage next) {
        term.enter(next);
        bridge.due(due());
    }
}
