package dev.hivesync.plugin;

import static java.util.Objects.requireNonNull;

import dev.hivesync.wire.BridgeCodec;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Auth;
import dev.hivesync.wire.BridgeFrame.Challenge;
import dev.hivesync.wire.BridgeFrame.Hello;
import dev.hivesync.wire.BridgeMessage;
import dev.hivesync.wire.BridgeProof;
import java.net.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/// One connection to the bridge. The socket's thread only passes on; the rest belongs to the client's thread.
final class BridgeLink extends WebSocketListener {

    /// Called on the socket's thread.
    interface Events {
        void opened(BridgeLink link);

        void message(BridgeLink link, String text);

        /// @param code why the desktop closed; 0 where it has not said
        void ended(BridgeLink link, int code);
    }

    private static final int NONCE_BYTES = 24;
    private static final int NORMAL_CLOSE = 1000;

    private final BridgeFile file;
    private final Events events;
    private final BridgeCodec codec = new BridgeCodec();
    private final WarySockets sockets = new WarySockets();
    private final String clientNonce;
    private volatile @Nullable WebSocket socket;

    BridgeLink(BridgeFile file, SecureRandom random, Events events) {
        this.file = file;
        this.events = events;
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        this.clientNonce = Base64.getEncoder().encodeToString(nonce);
    }

    /// A client that goes to this machine and nowhere else.
    static OkHttpClient local(OkHttpClient http, Duration patience) {
        return http.newBuilder()
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .connectTimeout(patience)
                .build();
    }

    BridgeFile file() {
        return file;
    }

    void open(OkHttpClient http) {
        socket = http.newBuilder()
                .socketFactory(sockets)
                .build()
                .newWebSocket(
                        new Request.Builder()
                                .url("http://127.0.0.1:" + file.port() + "/bridge")
                                .build(),
                        this);
    }

    void hello(PluginConfig config, @Nullable Long resumeAfter) {
        send(new Hello(
                BridgeFrame.PROTOCOL, config.client(), config.version(), clientNonce, config.projects(), resumeAfter));
    }

    /// Proves this plugin to a desktop that has proved itself; false, with nothing said, to anybody else.
    boolean answer(Challenge challenge) {
        if (!BridgeProof.matches(
                BridgeProof.of(file, BridgeProof.SERVER, clientNonce, challenge.nonce()), challenge.proof())) {
            return false;
        }
        sockets.trust();
        send(new Auth(BridgeProof.of(file, BridgeProof.CLIENT, clientNonce, challenge.nonce())));
        return true;
    }

    BridgeMessage decode(String text) throws BridgeCodec.MalformedFrameException {
        return codec.decode(text);
    }

    void send(BridgeFrame frame) {
        requireNonNull(socket).send(codec.encode(BridgeMessage.of(frame)));
    }

    void ask(BridgeFrame frame, String requestId) {
        requireNonNull(socket).send(codec.encode(new BridgeMessage(frame, requestId, null)));
    }

    void close() {
        requireNonNull(socket).close(NORMAL_CLOSE, null);
    }

    void cut() {
        requireNonNull(socket).cancel();
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        socket = webSocket;
        events.opened(this);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        events.message(this, text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(NORMAL_CLOSE, null);
        events.ended(this, code);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable cause, @Nullable Response response) {
        events.ended(this, 0);
    }
}
