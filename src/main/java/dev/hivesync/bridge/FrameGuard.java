package dev.hivesync.bridge;

import java.nio.ByteBuffer;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;

/// Reads the headers of a plugin's frames as they come in, before the library makes room for what they announce:
/// RFC 6455 to the letter, and the limits of a message over all its fragments. One per connection, on its worker.
final class FrameGuard {

    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PONG = 10;
    private static final int MAX_CONTROL = 125;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;

    private final byte[] header = new byte[14];
    private int filled;
    private long payloadLeft;
    private boolean inMessage;
    private int fragments;
    private long messageBytes;
    private long inspected;

    /// How many bytes have been read, in all.
    long inspected() {
        return inspected;
    }

    /// Whether what has been read is whole messages.
    boolean betweenMessages() {
        return filled == 0 && payloadLeft == 0 && !inMessage;
    }

    void inspect(ByteBuffer in) throws InvalidDataException {
        inspected += in.remaining();
        while (in.hasRemaining()) {
            if (payloadLeft > 0) {
                int skipped = (int) Math.min(payloadLeft, in.remaining());
                in.position(in.position() + skipped);
                payloadLeft -= skipped;
                continue;
            }
            header[filled++] = in.get();
            if (filled == 2) {
                checkKind();
            }
            int extended = extendedBytes();
            if (filled == 2 + extended) {
                checkLength(length(extended));
            }
            if (filled == 2 + extended + 4) {
                payloadLeft = length(extended);
                filled = 0;
            }
        }
    }

    private void checkKind() throws InvalidDataException {
        boolean last = (header[0] & 0x80) != 0;
        int opcode = header[0] & 0x0f;
        demand((header[0] & 0x70) == 0, "reserved bits");
        demand((header[1] & 0x80) != 0, "frames of a client are masked");
        demand(opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG), "unknown opcode");
        if (opcode >= CLOSE) {
            demand(last && (header[1] & 0x7f) <= MAX_CONTROL, "a control frame is short and whole");
            return;
        }
        demand(inMessage == (opcode == CONTINUATION), "fragments out of order");
        if (!inMessage) {
            fragments = 0;
            messageBytes = 0;
        }
        if (++fragments > BridgeLimits.FRAGMENTS) {
            throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "too many fragments");
        }
        inMessage = !last;
    }

    private void checkLength(long length) throws InvalidDataException {
        int announced = header[1] & 0x7f;
        demand(
                length >= 0
                        && (announced != SHORT_LENGTH || length >= SHORT_LENGTH)
                        && (announced != LONG_LENGTH || length > 0xffff),
                "length not in its shortest form");
        if ((header[0] & 0x0f) >= CLOSE) {
            return;
        }
        messageBytes += Math.min(length, BridgeLimits.MESSAGE_BYTES + 1);
        if (messageBytes > BridgeLimits.MESSAGE_BYTES) {
            throw new InvalidDataException(CloseFrame.TOOBIG, "message too big");
        }
    }

    private int extendedBytes() {
        return filled < 2
                ? 0
                : switch (header[1] & 0x7f) {
                    case SHORT_LENGTH -> 2;
                    case LONG_LENGTH -> 8;
                    default -> 0;
                };
    }

    private long length(int extended) {
        if (extended == 0) {
            return header[1] & 0x7f;
        }
        long length = 0;
        for (int i = 2; i < 2 + extended; i++) {
            length = (length << 8) | (header[i] & 0xff);
        }
        return length;
    }

    private static void demand(boolean right, String rule) throws InvalidDataException {
        if (!right) {
            throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR, rule);
        }
    }
}
