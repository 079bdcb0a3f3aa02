package dev.hivesync.bridge;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.function.IntSupplier;

/// One port on `127.0.0.1` and, where the machine has it, on `[::1]`: a stranger who held the other half could pose
/// as the desktop to whoever asks for `localhost`.
final class Loopback {

    private static final byte[] V4 = {127, 0, 0, 1};
    private static final byte[] V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int BACKLOG = 128;
    private static final int TRIES = 16;

    private Loopback() {}

    /// The bound channels, the one on `127.0.0.1` first.
    ///
    /// @param port 0 for one that is free on both
    static List<ServerSocketChannel> bind(int port) throws IOException {
        return bind(() -> port);
    }

    /// @param ports what to try next; tried again where it gives 0, or what it has not given before
    static List<ServerSocketChannel> bind(IntSupplier ports) throws IOException {
        boolean both = hasV6();
        int last = -1;
        for (int tries = 1; ; tries++) {
            int port = ports.getAsInt();
            ServerSocketChannel v4 = open(StandardProtocolFamily.INET, V4, port);
            if (!both) {
                return List.of(v4);
            }
            try {
                return List.of(
                        v4, open(StandardProtocolFamily.INET6, V6, v4.socket().getLocalPort()));
            } catch (BindException e) {
                v4.close();
                if ((port != 0 && port == last) || tries == TRIES) {
                    throw e;
                }
                last = port;
            }
        }
    }

    private static boolean hasV6() {
        try (ServerSocketChannel probe = open(StandardProtocolFamily.INET6, V6, 0)) {
            return probe.isOpen();
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private static ServerSocketChannel open(StandardProtocolFamily family, byte[] address, int port)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(family);
        try {
            return channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), port), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
