package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeProof;
import dev.hivesync.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A plugin on a bare socket, which can misbehave as it likes.
public final class RawPlugin implements AutoCloseable {

    static final String NONCE = Base64.getEncoder().encodeToString("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    public record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }

        int closeCode() {
            return opcode == 8 ? payload.getShort(0) : -1;
        }
    }

    final BridgeFile file;
    public final SocketChannel channel;
    final Socket socket;
    final DataInputStream in;

    RawPlugin(BridgeFile file) throws IOException {
        this(file, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    RawPlugin(BridgeFile file, InetAddress address, int receiveBuffer) throws IOException {
        this.file = file;
        channel = SocketChannel.open();
        socket = channel.socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(address, file.port()));
        socket.setSoTimeout(5_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /// Upgraded and proved.
    public static RawPlugin ready(BridgeFile file, @Nullable Long resumeAfter) throws IOException {
        RawPlugin plugin = upgraded(file);
        plugin.prove(resumeAfter);
        return plugin;
    }

    static RawPlugin upgraded(BridgeFile file) throws IOException {
        RawPlugin plugin = new RawPlugin(file);
        plugin.upgrade();
        return plugin;
    }

    void upgrade() throws IOException {
        raw(request("/bridge", "Host: 127.0.0.1:" + file.port()));
        String answer = head();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
        upgraded = true;
    }

    boolean upgraded;

    /// The `ready` message.
    JsonNode prove(@Nullable Long resumeAfter) throws IOException {
        send(hello("1.0", resumeAfter));
        JsonNode challenge = receive();
        String serverNonce = challenge.path("payload").path("nonce").asString();
        if (!BridgeProof.of(file, BridgeProof.SERVER, NONCE, serverNonce)
                .equals(challenge.path("payload").path("proof").asString())) {
            throw new IOException("the desktop did not prove itself: " + challenge);
        }
        send(auth(BridgeProof.of(file, BridgeProof.CLIENT, NONCE, serverNonce)));
        ready = receive();
        return ready;
    }

    @Nullable
    JsonNode ready;

    static String hello(String version, @Nullable Long resumeAfter) {
        return "{\"type\":\"hello\",\"payload\":{\"protocol_version\":\"" + version
                + "\",\"client\":\"raw\",\"projects\":[\"proj-1\"],\"nonce\":\"" + NONCE + "\""
                + (resumeAfter == null ? "" : ",\"resume_after\":" + resumeAfter) + "}}";
    }

    static String auth(String proof) {
        return "{\"type\":\"auth\",\"payload\":{\"proof\":\"" + proof + "\"}}";
    }

    static String request(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    void raw(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// @throws SocketException where the other side has closed; what it said before is still there to be read
    void raw(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            throw e;
        } catch (IOException e) {
            // a broken pipe is a plain one on the socket of a channel
            SocketException closed = new SocketException(e.getMessage());
            closed.initCause(e);
            throw closed;
        }
    }

    /// As much of it as the other side takes before it closes.
    void rawUntilClosed(byte[] bytes) throws IOException {
        try {
            raw(bytes);
        } catch (SocketException _) {
            // it has heard enough
        }
    }

    public void send(String text) throws IOException {
        raw(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] frame(int head, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) head);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xffff) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /// Status line and headers of the answer.
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    Frame frame() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        return new Frame(opcode, ByteBuffer.wrap(in.readNBytes(length)));
    }

    JsonNode receive() throws IOException {
        Frame frame = frame();
        if (frame.opcode() != 1) {
            throw new IOException("closed with " + frame.closeCode());
        }
        return Json.MAPPER.readTree(frame.text());
    }

    /// The next message that is no `desktop_status`.
    JsonNode event() throws IOException {
        JsonNode message = receive();
        while (message.path("type").asString().equals("desktop_status")) {
            message = receive();
        }
        return message;
    }

    /// Reads on to the close frame.
    public int closeCode() throws IOException {
        Frame frame = frame();
        while (frame.opcode() != 8) {
            frame = frame();
        }
        return frame.closeCode();
    }

    boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
