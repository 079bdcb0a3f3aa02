package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeProof;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeProtocolPageTest {

    private String page = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(
                Path.of(System.getProperty("hivesync.basedir", "."), "src", "site", "markdown", "bridge-protocol.md"));
    }

    @Test
    void the_pages_vectors_are_what_the_code_computes() {
        BridgeFile file =
                new BridgeFile(1, Integer.parseInt(vector("port")), 4711, vector("instance"), vector("token"));
        assertThat(BridgeProof.of(file, BridgeProof.SERVER, vector("cn"), vector("sn")))
                .isEqualTo(vector("server proof"));
        assertThat(BridgeProof.of(file, BridgeProof.CLIENT, vector("cn"), vector("sn")))
                .isEqualTo(vector("client proof"));
        assertThat(vector("server message"))
                .isEqualTo(
                        "HSB1|server|" + file.port() + "|" + file.instance() + "|" + vector("cn") + "|" + vector("sn"));
    }

    @Test
    void the_pages_examples_use_the_vectors() {
        assertThat(page)
                .contains(Json.MAPPER.writeValueAsString(
                        new BridgeFile(1, 49_152, 4711, vector("instance"), vector("token"))))
                .contains("\"challenge\",\"payload\":{\"nonce\":\"" + vector("sn") + "\",\"proof\":\""
                        + vector("server proof"))
                .contains("\"auth\",\"payload\":{\"proof\":\"" + vector("client proof"))
                .contains("\"nonce\":\"" + vector("cn"));
    }

    /// The examples as a client of this machine puts them on the wire, with the mask of the page.
    @Test
    void the_pages_frames_are_the_examples_to_the_byte() {
        byte[] mask = HexFormat.of().parseHex("37fa213d");
        assertThat(page).contains("`37fa213d`");
        for (String name : List.of("ping", "auth", "hello")) {
            Matcher example =
                    Pattern.compile("\\{\"type\":\"" + name + "\".*?\\}\\}").matcher(page);
            assertThat(example.find()).as(name).isTrue();
            assertThat(vector(name + " frame")).isEqualTo(frame(example.group(), mask));
        }
        assertThat(vector("pong frame")).isEqualTo(frame("{\"type\":\"pong\",\"payload\":{}}", new byte[0]));
    }

    /// RFC 6455, section 5.2; no mask is the server's.
    private static String frame(String text, byte[] mask) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        int masked = mask.length == 0 ? 0 : 0x80;
        ByteBuffer frame = ByteBuffer.allocate(body.length + 8).put((byte) 0x81);
        if (body.length < 126) {
            frame.put((byte) (masked | body.length));
        } else {
            frame.put((byte) (masked | 126)).putShort((short) body.length);
        }
        frame.put(mask);
        for (int i = 0; i < body.length; i++) {
            frame.put((byte) (mask.length == 0 ? body[i] : body[i] ^ mask[i % 4]));
        }
        return HexFormat.of().formatHex(frame.array(), 0, frame.position());
    }

    private String vector(String name) {
        Matcher row = Pattern.compile("^\\| " + name + " \\| `(.*)` \\|$", Pattern.MULTILINE)
                .matcher(page);
        assertThat(row.find()).as(name).isTrue();
        return row.group(1);
    }
}
