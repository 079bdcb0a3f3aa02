package dev.hivesync.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One HTTP answer as it comes in: its status, its length and nothing else is looked at.
final class HttpAnswer {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer in;
    private final byte[] head = new byte[2_048];
    private int status;
    private int body;
    /// Of the whole answer; 0 while its head has not come.
    private int expected;

    HttpAnswer(int mostBytes) {
        in = ByteBuffer.allocateDirect(mostBytes);
    }

    void begin() {
        in.clear();
        expected = 0;
    }

    /// Whether the answer is there.
    boolean read(SocketChannel channel) throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed a connection");
        }
        if (expected == 0) {
            expected = expected();
        }
        return expected > 0 && in.position() >= expected;
    }

    int status() {
        return status;
    }

    /// Its length in bytes.
    int body() {
        return body;
    }

    private int expected() {
        int size = Math.min(in.position(), head.length);
        in.get(0, head, 0, size);
        body = 0;
        for (int i = 0; i + 3 < size; i++) {
            if (head[i] == '\r' && head[i + 2] == '\r') {
                status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
                return i + 4 + body;
            }
            if (head[i] == '\n' && startsLength(i + 1, size)) {
                body = number(i + 1 + LENGTH.length);
            }
        }
        return 0;
    }

    private boolean startsLength(int from, int size) {
        if (from + LENGTH.length > size || (head[from] | 0x20) != 'c') {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            if ((head[from + i] | 0x20) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int value = 0;
        for (int i = from; head[i] != '\r'; i++) {
            value = head[i] == ' ' ? value : value * 10 + head[i] - '0';
        }
        return value;
    }
}
