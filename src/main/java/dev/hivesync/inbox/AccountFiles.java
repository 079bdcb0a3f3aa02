package dev.hivesync.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/// One database for each account: the present one is `inbox.db`, the others stand beside it under names that do
/// not tell whose they are.
record AccountFiles(Path current) {

    private static final List<String> PARTS = List.of("", "-wal", "-shm");

    /// Puts the present database aside and brings back the one of `next`, if there is one.
    void swap(String present, String next) throws IOException {
        move(current, aside(present));
        if (Files.exists(aside(next))) {
            move(aside(next), current);
        }
    }

    private Path aside(String account) {
        String name =
                UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)).toString();
        return current.resolveSibling("inbox-" + name + ".db");
    }

    private static void move(Path from, Path to) throws IOException {
        for (String part : PARTS) {
            Path source = Path.of(from + part);
            if (Files.exists(source)) {
                Files.move(source, Path.of(to + part), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
