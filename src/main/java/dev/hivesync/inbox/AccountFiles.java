package dev.hivesync.inbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/// One database for each account: the present one is `inbox.db`, which never moves, the others stand beside it
/// under names that do not tell whose they are.
record AccountFiles(Path current) {

    private static final List<String> PARTS = List.of("", "-wal", "-shm");

    /// Where an account's inbox is kept while another one is present.
    Path aside(String account) {
        String name =
                UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)).toString();
        return current.resolveSibling("inbox-" + name + ".db");
    }

    /// Where a copy is made before it counts.
    Path copy() {
        return current.resolveSibling("inbox-copy.db");
    }

    boolean keeps(String account) {
        return Files.exists(aside(account));
    }

    /// Removes what is left beside the inbox of `account`, which `inbox.db` holds and holds as new.
    void clear(String account) throws IOException {
        remove(aside(account));
        remove(copy());
    }

    static void remove(Path file) throws IOException {
        for (String part : PARTS) {
            Files.deleteIfExists(Path.of(file + part));
        }
    }

    /// Gives a finished copy its place, in one move that survives power loss.
    static void move(Path copy, Path aside) throws IOException {
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(copy, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path directory = requireNonNull(aside.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Windows opens no directory; there the move itself is written through.
        }
    }
}
