package dev.hivesync.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Opens an inbox whatever the disk made of it: a file of a newer version is refused untouched, a damaged one is set
/// aside and made anew from what can still be read.
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Path file;
    private final Texts texts;
    private final InstantSource clock;
    private final Rebuild rebuild;

    Opening(Path file, Texts texts, InstantSource clock) {
        this.file = file;
        this.texts = texts;
        this.clock = clock;
        rebuild = new Rebuild(file);
    }

    record Opened(InboxStore store, InboxState state) {}

    /// @throws NewerDataException where a later version wrote the file
    Opened open() throws IOException, SQLException, NewerDataException {
        rebuild.finish(clock.instant());
        Instant writtenAt = writtenAt(file);
        if (!logDamaged(file)) {
            try {
                return sound();
            } catch (SQLException e) {
                if (!Damage.is(e)) {
                    throw e;
                }
            } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
                // a row that no version of this program writes
            }
        }
        Salvage salvage = salvage(file, writtenAt, clock.instant());
        return anew(salvage.rebuilt(), salvage.gone());
    }

    /// Starts a new file with what is known in memory. Nothing may have the old one open.
    Opened anew(InboxState present) throws IOException, SQLException {
        Disk disk = present.disk()
                .refusing(false)
                .rebuilt(new Disk.Rebuilt(clock.instant(), present.outbox().size()));
        return anew(
                present.with(disk),
                salvage(file, writtenAt(file), clock.instant()).gone());
    }

    private Opened anew(InboxState state, Map<String, Long> gone) throws IOException, SQLException {
        rebuild.from(state, gone, clock.instant());
        LOG.warn(
                "The inbox was damaged: it has been set aside and made anew with {} notifications and {} pending marks",
                state.entries().size(),
                state.outbox().size());
        return new Opened(Rebuild.fresh(file), state);
    }

    private Opened sound() throws IOException, SQLException, NewerDataException {
        InboxStore store = InboxStore.open(file);
        try {
            store.check();
            return new Opened(store, store.load(texts));
        } catch (SQLException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// Reads `file` beside its owner, without changing it; the empty state where there is none.
    static InboxState peek(Path file) throws IOException, SQLException, NewerDataException {
        Path present = Files.exists(file) ? file : Rebuild.complete(file);
        if (!Files.exists(present)) {
            return InboxState.EMPTY;
        }
        var _ = logDamaged(present);
        try {
            return InboxStore.peek(present);
        } catch (SQLException e) {
            if (!Damage.is(e) && !Damage.unwritable(e)) {
                throw e;
            }
            Salvage salvage = salvage(present, writtenAt(present), writtenAt(present));
            return Damage.is(e) ? salvage.rebuilt() : salvage.seen();
        } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
            return salvage(present, writtenAt(present), writtenAt(present)).rebuilt();
        }
    }

    /// What `file` still gives, without changing it.
    private static Salvage salvage(Path file, Instant writtenAt, Instant now) throws IOException {
        try (SqliteFile pages = SqliteFile.open(file)) {
            return Salvage.of(pages, writtenAt, now);
        }
    }

    /// Whether acknowledged transactions stand behind damage in the log, where SQLite would drop them in silence.
    ///
    /// @throws NewerDataException before SQLite, which writes to the file's log at once, has seen the file
    private static boolean logDamaged(Path file) throws IOException, NewerDataException {
        try (SqliteFile pages = SqliteFile.open(file)) {
            NewerDataException.refuse(pages.version());
            return pages.logDamaged();
        }
    }

    private static Instant writtenAt(Path file) throws IOException {
        Instant latest = Instant.EPOCH;
        for (Path part : List.of(file, Path.of(file + "-wal"), Path.of(file + "-shm"))) {
            if (Files.exists(part)) {
                Instant written = Files.getLastModifiedTime(part).toInstant();
                latest = written.isAfter(latest) ? written : latest;
            }
        }
        return latest;
    }
}
