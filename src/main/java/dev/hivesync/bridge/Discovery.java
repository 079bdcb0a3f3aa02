package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;

/// `bridge.json`: how plugins find the bridge and know it. The file is the only place the token is written to.
final class Discovery {

    private static final int TOKEN_BYTES = 32;
    private static final int INSTANCE_BYTES = 16;

    private final Path file;

    Discovery(Path file) {
        this.file = file;
    }

    /// A new instance and token for this run; replaces what an earlier run left.
    BridgeFile announce(int port, SecureRandom random) throws IOException {
        BridgeFile here = new BridgeFile(
                BridgeFile.VERSION,
                port,
                ProcessHandle.current().pid(),
                HexFormat.of().formatHex(bytes(random, INSTANCE_BYTES)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, TOKEN_BYTES)));
        PrivateFile.write(file, Json.MAPPER.writeValueAsString(here));
        return here;
    }

    /// Deletes the file, unless another desktop has put its own there since.
    void withdraw(BridgeFile ours) throws IOException {
        try {
            BridgeFile there = Json.MAPPER.readValue(Files.readString(file), BridgeFile.class);
            if (there.instance().equals(ours.instance())) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | JacksonException _) {
            // gone, or not ours
        }
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
