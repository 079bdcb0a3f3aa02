package dev.hivesync.bridge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Knows a ping as plugins usually send it, without the library: a hundred idle plugins send little else, and each
/// would wake a second thread and a JSON parser.
final class Pings {

    private static final int MASK = 4;
    private static final int HEADER = 2 + MASK;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;

    private static final byte[][] USUAL = {
        "{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII),
        "{\"type\":\"ping\",\"payload\":{}}".getBytes(StandardCharsets.US_ASCII),
        "{\"payload\":{},\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII),
        "{\"type\": \"ping\", \"payload\": {}}".getBytes(StandardCharsets.US_ASCII)
    };

    private Pings() {}

    /// Whether the first `count` bytes are one whole frame with a ping, and nothing else. A plain loop: pings are so
    /// far apart that this runs cold, and what it calls is what they cost.
    static boolean isOne(ByteBuffer bytes, int count) {
        for (byte[] text : USUAL) {
            if (holds(bytes, count, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(ByteBuffer bytes, int count, byte[] text) {
        if (count != HEADER + text.length
                || bytes.get(0) != (byte) TEXT
                || bytes.get(1) != (byte) (MASKED | text.length)) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if ((bytes.get(HEADER + i) ^ bytes.get(2 + i % MASK)) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
