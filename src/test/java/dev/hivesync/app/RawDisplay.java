package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/// As much of the X protocol as tells a program that its window's cross was pressed: `WM_DELETE_WINDOW`, which
/// otherwise a window manager sends.
@NullMarked
final class RawDisplay implements AutoCloseable {

    private static final int PROTOCOL = 11;
    private static final int INTERN_ATOM = 16;
    private static final int SEND_EVENT = 25;
    private static final int CLIENT_MESSAGE = 33;
    private static final int ANSWER_BYTES = 32;

    private final SocketChannel socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawDisplay(SocketChannel socket) {
        this.socket = socket;
        in = new DataInputStream(Channels.newInputStream(socket));
        out = Channels.newOutputStream(socket);
    }

    /// @param name as in `:99`
    static RawDisplay connect(String name) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        socket.connect(UnixDomainSocketAddress.of(Path.of("/tmp/.X11-unix/X" + name.substring(1))));
        RawDisplay display = new RawDisplay(socket);
        display.send(request(12).put((byte) 'B').put((byte) 0).putShort((short) PROTOCOL));
        byte[] head = display.in.readNBytes(8);
        assertThat(head[0]).as("the display lets us in").isEqualTo((byte) 1);
        display.in.skipNBytes(Short.toUnsignedInt(ByteBuffer.wrap(head).getShort(6)) * 4L);
        return display;
    }

    void askToClose(int window) throws IOException {
        int protocols = atom("WM_PROTOCOLS");
        int delete = atom("WM_DELETE_WINDOW");
        ByteBuffer event = request(44)
                .put((byte) SEND_EVENT)
                .put((byte) 0)
                .putShort((short) 11)
                .putInt(window)
                .putInt(0)
                .put((byte) CLIENT_MESSAGE)
                .put((byte) 32)
                .putShort((short) 0)
                .putInt(window)
                .putInt(protocols)
                .putInt(delete);
        send(event);
        // An answer to what is asked next says that this was dealt with.
        assertThat(atom("WM_PROTOCOLS")).isEqualTo(protocols);
    }

    private int atom(String name) throws IOException {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        int padded = (text.length + 3) / 4 * 4;
        send(request(8 + padded)
                .put((byte) INTERN_ATOM)
                .put((byte) 0)
                .putShort((short) (2 + padded / 4))
                .putShort((short) text.length)
                .putShort((short) 0)
                .put(text));
        byte[] answer = in.readNBytes(ANSWER_BYTES);
        assertThat(answer[0]).as("an answer, not an error").isEqualTo((byte) 1);
        return ByteBuffer.wrap(answer).getInt(8);
    }

    /// Filled with zeros.
    private static ByteBuffer request(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.BIG_ENDIAN);
    }

    private void send(ByteBuffer request) throws IOException {
        out.write(request.array(), request.arrayOffset(), request.capacity());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
