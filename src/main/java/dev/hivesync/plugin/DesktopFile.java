package dev.hivesync.plugin;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads `bridge.json`. What others can read or have written is no secret between the desktop and us.
final class DesktopFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /// The file has some 170 bytes.
    private static final int MAX_BYTES = 4_096;

    private static final int MAX_PORT = 65_535;

    private DesktopFile() {}

    sealed interface Found {

        /// What the running desktop says of itself, or one that has crashed said.
        record Named(BridgeFile file) implements Found {}

        /// None, or none that can be read.
        record Nothing() implements Found {}

        /// Others than its owner have access, or the owner is somebody else: the token may be known.
        record Exposed() implements Found {}
    }

    static Found find(Path path) {
        try {
            if (POSIX && exposed(path)) {
                return new Found.Exposed();
            }
            BridgeFile file = Json.MAPPER.readValue(bounded(path), BridgeFile.class);
            return usable(file) ? new Found.Named(file) : new Found.Nothing();
        } catch (IOException | JacksonException _) {
            return new Found.Nothing();
        }
    }

    private static boolean exposed(Path path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        return !OWNER.containsAll(attributes.permissions()) || foreign(path, attributes.owner());
    }

    /// Where the system does not know its user's name, as in some containers, the permissions must do.
    private static boolean foreign(Path path, UserPrincipal owner) {
        try {
            return !owner.equals(path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name", "")));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private static byte[] bounded(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("too large to be a bridge.json");
            }
            return bytes;
        }
    }

    /// A file of another program or version may lack any field.
    private static boolean usable(@Nullable BridgeFile file) {
        return file != null
                && file.v() == BridgeFile.VERSION
                && file.port() > 0
                && file.port() <= MAX_PORT
                && given(file.instance())
                && given(file.token());
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
