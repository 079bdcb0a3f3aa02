package dev.hivesync.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// The floor: bytes that were framed before, written to TCP sockets one event and one socket after the other.
final class PlainSockets implements AutoCloseable {

    private final List<SocketChannel> senders = new ArrayList<>();
    private final List<SocketChannel> receivers = new ArrayList<>();

    PlainSockets(int count) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 0; i < count; i++) {
                receivers.add(SocketChannel.open(server.getLocalAddress()));
                SocketChannel sender = server.accept();
                sender.setOption(StandardSocketOptions.TCP_NODELAY, true);
                senders.add(sender);
            }
        }
    }

    List<SocketChannel> receivers() {
        return receivers;
    }

    void publish(ByteBuffer framed) throws IOException {
        for (SocketChannel sender : senders) {
            ByteBuffer view = framed.duplicate();
            while (view.hasRemaining()) {
                sender.write(view);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel sender : senders) {
            sender.close();
        }
    }
}
