package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeCodec;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeMessage;
import java.nio.ByteBuffer;

/// Messages as the bytes of one unmasked WebSocket frame: made once, shared by every plugin that receives them.
final class Frames {

    private static final int TEXT = 0x81;
    private static final int PONG = 0x8a;

    private final BridgeCodec codec = new BridgeCodec();
    private final Parcel pong = direct(text(BridgeMessage.of(new BridgeFrame.Pong())));

    byte[] text(BridgeMessage message) {
        return frame(TEXT, codec.encodeBytes(message));
    }

    /// The answer to a `ping` without a request id, in memory that the system writes from.
    Parcel pong() {
        return pong;
    }

    private static Parcel direct(byte[] frame) {
        return new Parcel(
                ByteBuffer.allocateDirect(frame.length).put(frame).flip().asReadOnlyBuffer(), 1);
    }

    static byte[] pong(byte[] payload) {
        return frame(PONG, payload);
    }

    private static byte[] frame(int head, byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(length + (length < 126 ? 2 : length <= 0xffff ? 4 : 10));
        frame.put((byte) head);
        if (length < 126) {
            frame.put((byte) length);
        } else if (length <= 0xffff) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        return frame.put(payload).array();
    }
}
