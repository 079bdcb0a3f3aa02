package dev.hivesync.keychain;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Secrets in files, AES-256-GCM under a random key that lies in a file of its own beside them.
///
/// That keeps a secret out of a search, a log, a support bundle or a backup that takes one file and not the other,
/// and shows a file that was tampered with. It keeps nothing from somebody who can read all files of this user.
final class SealedFiles {

    private static final int VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Logger LOG = LoggerFactory.getLogger(SealedFiles.class);

    private final Path directory;
    private final SecureRandom random;

    /// @param directory is made, for its owner alone, when the first secret is kept
    SealedFiles(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    /// What stands in a file.
    private record Sealed(int v, String nonce, String sealed) {}

    /// Empty where there is none, and where it cannot be opened any more.
    Optional<String> read(String name) {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(keyFile()).strip());
            Sealed file = Json.MAPPER.readValue(Files.readString(file(name)), Sealed.class);
            byte[] nonce = Base64.getDecoder().decode(file.nonce());
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, nonce, name)
                    .doFinal(Base64.getDecoder().decode(file.sealed()));
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException
                | GeneralSecurityException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException e) {
            LOG.warn(
                    "A stored sign-in cannot be opened ({}); sign in again",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /// Durable when it returns.
    void write(String name, String secret) throws IOException {
        PrivateFile.directory(directory);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key(), nonce, name).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            PrivateFile.write(
                    file(name),
                    Json.MAPPER.writeValueAsString(
                            new Sealed(VERSION, base64.encodeToString(nonce), base64.encodeToString(sealed))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    /// The key there is, or a new one: what an unreadable key has sealed is lost in any case.
    private byte[] key() throws IOException {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(keyFile()).strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (NoSuchFileException | IllegalArgumentException _) {
            // made below
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        PrivateFile.write(keyFile(), Base64.getEncoder().encodeToString(key));
        return key;
    }

    /// Bound to its name, so that a file cannot stand in for another.
    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private Path keyFile() {
        return directory.resolve("key");
    }

    private Path file(String name) {
        String plain =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return directory.resolve(plain + ".sealed");
    }
}
