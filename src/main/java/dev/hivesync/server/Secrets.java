package dev.hivesync.server;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// Random secrets, and those that a data directory keeps.
final class Secrets {

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    /// 256 bits, safe in a URL.
    String fresh() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The secret in `file`, made at its first use.
    String kept(Path file) throws IOException {
        if (Files.exists(file)) {
            String secret = Files.readString(file).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
        }
        String secret = fresh();
        PrivateFile.write(file, secret);
        return secret;
    }
}
