package dev.hivesync.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// What a plugin still sends after our last word. It is read and thrown away: unread bytes turn a close into a reset,
/// which can take that word with it. Bounded here in bytes, by [BridgeLimits#linger] in time.
final class Remainder {

    private static final int MOST = 4 * 1024 * 1024;
    private static final int MOST_AT_ONCE = 256 * 1024;

    private final SocketChannel socket;
    private int read;

    Remainder(SocketChannel socket) {
        this.socket = socket;
    }

    /// @param into left empty
    /// @return 0, or -1 once it is enough
    int readOn(ByteBuffer into) throws IOException {
        int count = socket.read(into);
        into.clear();
        read += Math.max(count, 0);
        return count < 0 || read > MOST ? -1 : 0;
    }

    /// What is there already, where the socket closes now.
    void takeAll() throws IOException {
        ByteBuffer rest = ByteBuffer.allocate(8 * 1024);
        int count = socket.read(rest);
        for (int taken = count; count > 0 && taken < MOST_AT_ONCE; taken += count) {
            count = socket.read(rest.clear());
        }
    }
}
