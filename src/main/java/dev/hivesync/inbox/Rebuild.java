package dev.hivesync.inbox;

import static java.util.Objects.requireNonNull;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Puts a new file in the place of a damaged one. A kill at any moment leaves either the old file, with all that it
/// still gives, or the complete new one, which the next start moves into place.
final class Rebuild {

    /// Damaged files that stay for whoever wants to look into them.
    static final int KEPT = 3;

    private static final String WAL = "-wal";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path directory;
    private final String name;
    private final Path unfinished;
    private final Path complete;

    Rebuild(Path file) {
        this.file = file;
        directory = requireNonNull(file.toAbsolutePath().getParent());
        name = file.getFileName().toString().replaceFirst("\\.db$", "");
        unfinished = file.resolveSibling(name + "-rebuilding.db");
        complete = complete(file);
    }

    /// Where the new file stands from the moment when it is complete to the moment when it is in place.
    static Path complete(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.db$", "") + "-rebuilt.db");
    }

    /// A file that was made just now.
    static InboxStore fresh(Path file) throws IOException, SQLException {
        try {
            return InboxStore.open(file);
        } catch (NewerDataException e) {
            throw new IOException("another program has put its own inbox here", e);
        }
    }

    /// @param gone ids that were dropped and never arrive again, each with the moment until which that is remembered
    void from(InboxState state, Map<String, Long> gone, Instant now) throws IOException, SQLException {
        deleteUnfinished();
        try (InboxStore store = fresh(unfinished)) {
            store.replaceBy(state, gone);
        }
        if (Files.exists(log(unfinished))) {
            throw new IOException("the new inbox could not be completed");
        }
        Files.move(unfinished, complete, StandardCopyOption.ATOMIC_MOVE);
        PrivateFile.sync(directory);
        finish(now);
    }

    /// Takes up what a kill interrupted.
    void finish(Instant now) throws IOException {
        if (!Files.exists(complete)) {
            deleteUnfinished();
            return;
        }
        Path aside = file.resolveSibling(name + "-damaged-" + STAMP.format(now) + ".db");
        setAside(log(file), log(aside));
        Files.deleteIfExists(Path.of(file + "-shm"));
        setAside(file, aside);
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFile.sync(directory);
        prune();
    }

    private static void setAside(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            PrivateFile.protect(to);
        }
    }

    private void deleteUnfinished() throws IOException {
        for (String part : List.of("", WAL, "-shm")) {
            Files.deleteIfExists(Path.of(unfinished + part));
        }
    }

    private void prune() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> old = files.filter(path -> path.getFileName().toString().matches(name + "-damaged-.*\\.db"))
                    .sorted(Comparator.reverseOrder())
                    .skip(KEPT)
                    .toList();
            for (Path path : old) {
                Files.deleteIfExists(path);
                Files.deleteIfExists(log(path));
            }
        }
    }

    private static Path log(Path database) {
        return Path.of(database + WAL);
    }
}
