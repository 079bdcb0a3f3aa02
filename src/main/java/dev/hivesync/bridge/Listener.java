package dev.hivesync.bridge;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The library's server, on one selector and one worker thread, with the accepting done here.
final class Listener extends WebSocketServer {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final List<Draft> drafts = List.of(new GuardedDraft());
    private final List<ServerSocketChannel> channels;
    private final Function<WebSocketImpl, @Nullable Peer> admission;

    /// Given up to accept, and close, one connection when descriptors run out; selector thread only.
    private volatile @Nullable SocketChannel spare;

    /// @param channels bound, all to one port
    /// @param admission makes the peer of a new socket, or null where there is no room for it
    Listener(List<ServerSocketChannel> channels, Function<WebSocketImpl, @Nullable Peer> admission) throws IOException {
        super(channels.getFirst());
        this.channels = channels;
        this.admission = admission;
        this.spare = SocketChannel.open();
        decoders = new ArrayList<>(decoders.subList(0, 1));
        setConnectionLostTimeout(0);
        setDaemon(true);
    }

    static SocketChannel channel(WebSocketImpl webSocket) {
        return (SocketChannel) webSocket.getSelectionKey().channel();
    }

    /// Starts, and knocks once at the own door: the library shows its selector to nobody but who accepts, and the
    /// other channels are to be served by the same.
    void begin() throws IOException {
        start();
        SocketChannel.open(channels.getFirst().getLocalAddress()).close();
    }

    /// Accepts here and always ends with the exception that makes the library's loop go on: its own accept closes the
    /// listener for good when descriptors run out.
    @Override
    protected boolean onConnect(SelectionKey key) {
        ServerSocketChannel server = (ServerSocketChannel) key.channel();
        try {
            for (ServerSocketChannel channel : channels) {
                if (!channel.isRegistered()) {
                    channel.configureBlocking(false).register(key.selector(), SelectionKey.OP_ACCEPT);
                }
            }
            for (SocketChannel socket = server.accept(); socket != null; socket = server.accept()) {
                take(socket, key.selector());
            }
        } catch (ClosedChannelException _) {
            // stopping
        } catch (IOException _) {
            shed(server);
        }
        key.selector().selectedKeys().remove(key);
        throw new CancelledKeyException();
    }

    private void take(SocketChannel socket, Selector selector) throws IOException {
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            WebSocketImpl webSocket = new WebSocketImpl(this, drafts);
            SelectionKey key = socket.register(selector, SelectionKey.OP_READ, webSocket);
            webSocket.setSelectionKey(key);
            Peer peer = admission.apply(webSocket);
            if (peer == null) {
                socket.close();
                return;
            }
            webSocket.setAttachment(peer);
            webSocket.setChannel(peer.gate());
            webSocket.setSelectionKey(new DemandKey(key, peer.gate()::demand));
            allocateBuffers(webSocket);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            socket.close();
        } catch (IOException _) {
            socket.close();
        }
    }

    private void shed(ServerSocketChannel server) {
        try {
            if (spare != null) {
                spare.close();
                spare = null;
            }
            SocketChannel turnedAway = server.accept();
            if (turnedAway != null) {
                turnedAway.close();
            }
            spare = SocketChannel.open();
        } catch (IOException _) {
            LOG.debug("no descriptor left for another plugin");
        }
    }

    private static Peer peer(WebSocket webSocket) {
        return webSocket.getAttachment();
    }

    @Override
    public void onStart() {}

    @Override
    public void onOpen(WebSocket webSocket, ClientHandshake handshake) {
        peer(webSocket).upgraded();
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        peer(webSocket).hearing().received(text);
    }

    @Override
    public void onMessage(WebSocket webSocket, ByteBuffer bytes) {
        peer(webSocket).hearing().binary();
    }

    @Override
    public void onWebsocketPing(WebSocket webSocket, Framedata frame) {
        ByteBuffer payload = frame.getPayloadData();
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        peer(webSocket).hearing().control(bytes);
    }

    @Override
    public void onWebsocketPong(WebSocket webSocket, Framedata frame) {
        peer(webSocket).hearing().control(null);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason, boolean remote) {
        peer(webSocket).closing();
    }

    /// The gate tells the peer of its end.
    @Override
    public void onClose(WebSocket webSocket, int code, String reason, boolean remote) {}

    @Override
    public void onError(@Nullable WebSocket webSocket, Exception e) {
        if (webSocket == null) {
            LOG.error("the plugin bridge has stopped", e);
        } else {
            LOG.debug("a plugin's connection failed: {}", e.getClass().getSimpleName());
        }
    }

    /// Closes every connection with 1001, then the selector and the channels.
    void end() {
        try {
            stop(1_000, "the desktop closes");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (ServerSocketChannel channel : channels) {
            close(channel);
        }
        SocketChannel last = spare;
        if (last != null) {
            close(last);
        }
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a socket of the bridge did not close: {}", e.getClass().getSimpleName());
        }
    }
}
