package dev.hivesync.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// The head of a plugin's request as it comes in, up to its limit, and what came right behind it.
final class RequestHead {

    private static final int END = 4;

    private final ByteBuffer buffer = ByteBuffer.allocate(BridgeLimits.HEADER_BYTES);

    /// Where the head ends; 0 until it is whole.
    private int end;

    /// @return false at the end of the stream
    boolean readFrom(ReadableByteChannel channel) throws IOException {
        int from = Math.max(0, buffer.position() - (END - 1));
        if (channel.read(buffer) < 0) {
            return false;
        }
        for (int i = from; end == 0 && i + END <= buffer.position(); i++) {
            if (buffer.get(i) == '\r'
                    && buffer.get(i + 1) == '\n'
                    && buffer.get(i + 2) == '\r'
                    && buffer.get(i + 3) == '\n') {
                end = i + END;
            }
        }
        return true;
    }

    boolean whole() {
        return end > 0;
    }

    boolean tooLarge() {
        return end == 0 && !buffer.hasRemaining();
    }

    byte[] bytes() {
        byte[] head = new byte[end];
        buffer.get(0, head);
        return head;
    }

    /// Puts all that came there.
    ///
    /// @return how many bytes of it are not the head's
    int handOver(ByteBuffer into) {
        into.put(buffer.flip());
        return buffer.limit() - end;
    }
}
