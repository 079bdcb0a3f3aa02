package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeProof;
import dev.hivesync.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One thing that a stranger or a broken plugin does, and what it gets for it.
///
/// @param outcome what it reads until the socket ends, in words: an HTTP status, the codes of `error` messages, the
///     code of the close frame, `cut` for an end without one, `pong` where a ping is still answered
record Hostile(String name, Deed deed, String outcome) {

    /// Does it; what it leaves on the plugin's socket is read after it.
    @FunctionalInterface
    interface Deed {
        void on(RawPlugin plugin) throws Exception;
    }

    private static final String PING = "{\"type\":\"ping\"}";

    /// A request in the place of the upgrade. `P` stands for the port.
    static Hostile http(String name, String request, String outcome) {
        return new Hostile(name, plugin -> plugin.raw(request.replace("{P}", port(plugin))), outcome);
    }

    /// Bytes after the proof.
    static Hostile bytes(String name, byte[] bytes, String outcome) {
        return new Hostile(name, plugin -> ready(plugin, bytes), outcome);
    }

    /// One text message after the proof.
    static Hostile text(String name, String text, String outcome) {
        return bytes(name, RawPlugin.frame(0x81, utf8(text)), outcome);
    }

    /// Text messages of one that has not proved itself.
    static Hostile stranger(String name, String outcome, String... texts) {
        return new Hostile(
                name,
                plugin -> {
                    plugin.upgrade();
                    for (String text : texts) {
                        plugin.send(text);
                    }
                },
                outcome);
    }

    /// Answers the challenge with this proof.
    static Hostile proof(String name, Forger forger, String outcome) {
        return new Hostile(
                name,
                plugin -> {
                    plugin.upgrade();
                    plugin.send(RawPlugin.hello("1.0", null));
                    JsonNode challenge = plugin.receive().path("payload");
                    plugin.send(RawPlugin.auth(forger.proof(
                            plugin.file,
                            challenge.path("nonce").asString(),
                            challenge.path("proof").asString())));
                },
                outcome);
    }

    interface Forger {
        String proof(BridgeFile file, String serverNonce, String serverProof);
    }

    static String clientProof(BridgeFile file, String serverNonce) {
        return BridgeProof.of(file, BridgeProof.CLIENT, RawPlugin.NONCE, serverNonce);
    }

    private static void ready(RawPlugin plugin, byte[] bytes) throws IOException {
        plugin.upgrade();
        plugin.prove(null);
        plugin.raw(bytes);
        plugin.send(PING);
    }

    private static String port(RawPlugin plugin) {
        return String.valueOf(plugin.file.port());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] all(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] times(int count, byte[] part) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// Does it on a new socket.
    String happens(BridgeFile file) throws Exception {
        try (RawPlugin plugin = new RawPlugin(file)) {
            plugin.socket.setSoTimeout(20_000);
            try {
                deed.on(plugin);
            } catch (SocketException _) {
                // the other side has closed already; what it said is still there to be read
            }
            return plugin.upgraded ? frames(plugin) : answer(plugin);
        }
    }

    private static String answer(RawPlugin plugin) throws IOException {
        try {
            String head = plugin.head();
            String status = head.substring(9, 12);
            return head.endsWith("\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                    ? status + (plugin.atEnd() ? "" : " and more")
                    : status + (head.contains("xtension") ? " with an extension" : "");
        } catch (EOFException | SocketException _) {
            return "cut";
        } catch (SocketTimeoutException _) {
            return "nothing";
        }
    }

    private static String frames(RawPlugin plugin) throws IOException {
        List<String> heard = new ArrayList<>();
        try {
            while (true) {
                RawPlugin.Frame frame = plugin.frame();
                if (frame.opcode() == 8) {
                    heard.add(frame.payload().hasRemaining() ? String.valueOf(frame.closeCode() & 0xffff) : "closed");
                    if (!plugin.atEnd()) {
                        heard.add("and more");
                    }
                    break;
                }
                if (frame.opcode() == 1) {
                    JsonNode message = Json.MAPPER.readTree(frame.text());
                    switch (message.path("type").asString()) {
                        case "pong" -> {
                            heard.add("pong");
                            return String.join(" ", heard);
                        }
                        case "error" ->
                            heard.add(message.path("payload").path("code").asString());
                        default -> {}
                    }
                }
            }
        } catch (EOFException | SocketException _) {
            heard.add("cut");
        } catch (SocketTimeoutException _) {
            heard.add("nothing");
        }
        return String.join(" ", heard);
    }
}
