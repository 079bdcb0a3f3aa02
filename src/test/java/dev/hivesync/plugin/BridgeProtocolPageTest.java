package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeProof;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private String vector(String name) {
        Matcher row = Pattern.compile("^\\| " + name + " \\| `(.*)` \\|$", Pattern.MULTILINE)
                .matcher(page);
        assertThat(row.find()).as(name).isTrue();
        return row.group(1);
    }
}
