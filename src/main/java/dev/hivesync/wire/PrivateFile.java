package dev.hivesync.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Files that hold a secret: nobody but the owner can read them, not even while they are being written, and a
/// reader sees either the old content or the new.
public final class PrivateFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /// Half a second in all.
    private static final int TRIES = 21;

    private static final long BETWEEN_TRIES_NANOS = 25_000_000;

    private PrivateFile() {}

    /// Makes an empty `file` where there is none, and leaves one that is there alone, whoever makes it meanwhile.
    public static void ensure(Path file) throws IOException {
        try {
            if (POSIX) {
                Files.createFile(file, OWNER_ONLY);
            } else {
                ownerOnly(Files.createFile(file));
            }
        } catch (FileAlreadyExistsException _) {
            // as it should be
        }
    }

    /// Replaces `file` with `text` in UTF-8: mode 0600, or an owner-only ACL on Windows.
    public static void write(Path file, String text) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("a file needs a directory");
        }
        Path temporary = POSIX
                ? Files.createTempFile(parent, ".hivesync", ".tmp", OWNER_ONLY)
                : ownerOnly(Files.createTempFile(parent, ".hivesync", ".tmp"));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            replace(
                    () -> Files.move(
                            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING),
                    POSIX ? 1 : TRIES);
            sync(parent);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// A move onto a file that is there already.
    interface Move {
        void run() throws IOException;
    }

    /// Windows refuses to replace a file for as long as anybody has it open, such as a reader, a virus scanner or an
    /// index: a moment later it can be done.
    static void replace(Move move, int most) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                move.run();
                return;
            } catch (AccessDeniedException e) {
                if (tries == most) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
        }
    }

    /// Makes what was created, renamed or deleted in `directory` survive a power loss. Windows has no such call and
    /// does it by itself.
    public static void sync(Path directory) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// Takes `file` away from everybody but its owner: mode 0600, or an owner-only ACL on Windows.
    public static void protect(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } else {
            var _ = ownerOnly(file);
        }
    }

    /// Makes `directory` with its parents; mode 0700, or an owner-only ACL on Windows, also where it existed.
    public static Path directory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        boolean made = !Files.exists(directory);
        Files.createDirectories(directory);
        if (made && parent != null && Files.isReadable(parent)) {
            sync(parent);
        }
        if (POSIX) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return directory;
        }
        return ownerOnly(directory);
    }

    private static Path ownerOnly(Path path) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
        if (view != null) {
            ownerOnly(view);
        }
        return path;
    }

    /// Replaces the whole list: what a directory above gives to others goes with it.
    static void ownerOnly(AclFileAttributeView view) throws IOException {
        Set<AclEntryPermission> all = EnumSet.allOf(AclEntryPermission.class);
        view.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(view.getOwner())
                .setPermissions(all)
                .build()));
    }
}
