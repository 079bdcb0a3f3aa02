package dev.hivesync.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// The pages of a database file with its write-ahead log, read without SQLite and without changing a byte: to see
/// whose version it is before anything is touched, and to read what SQLite will no longer open.
///
/// Never on a file that this process has open through SQLite: closing it here would drop SQLite's locks.
final class SqliteFile implements AutoCloseable {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_AT = 60;

    private final @Nullable FileChannel file;
    private final @Nullable FileChannel logFile;
    private final SqliteLog log;
    private final boolean logDamaged;
    private final int pageSize;

    private SqliteFile(@Nullable FileChannel file, @Nullable FileChannel logFile, Path index) throws IOException {
        this.file = file;
        this.logFile = logFile;
        log = logFile == null ? SqliteLog.NONE : SqliteLog.read(logFile);
        logDamaged = log.damaged() || SqliteIndex.misses(index, log);
        ByteBuffer header = file == null ? ByteBuffer.allocate(0) : read(file, 0, 100);
        int told = header.limit() < 18 ? 0 : Short.toUnsignedInt(header.getShort(16));
        int size = told == 1 ? 65_536 : told;
        pageSize = sound(header) && SqliteLog.plausible(size) ? size : log.pageSize();
    }

    /// The file or its log may be missing.
    static SqliteFile open(Path file) throws IOException {
        FileChannel main = null;
        try {
            main = channel(file);
            return new SqliteFile(main, channel(Path.of(file + "-wal")), Path.of(file + "-shm"));
        } catch (IOException e) {
            if (main != null) {
                main.close();
            }
            throw e;
        }
    }

    private static @Nullable FileChannel channel(Path file) throws IOException {
        return Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null;
    }

    /// Whether there is nothing in it, as in a file that has only been made.
    boolean empty() {
        return pages() == 0;
    }

    /// The number in the header that says which version of HiveSync wrote it; -1 where the header is no database's.
    int version() {
        ByteBuffer first = page(1);
        return sound(first) ? first.getInt(VERSION_AT) : -1;
    }

    private static boolean sound(ByteBuffer header) {
        return header.limit() >= 100 && header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /// Whether the log holds, or has lost, acknowledged transactions, and SQLite would go on without a word.
    boolean logDamaged() {
        return logDamaged;
    }

    int pageSize() {
        return pageSize;
    }

    int pages() {
        int logged = log.newest().isEmpty() ? 0 : Collections.max(log.newest().keySet());
        try {
            long bytes = file == null ? 0 : file.size();
            return Math.max(logged, (int) Math.ceilDiv(bytes, pageSize));
        } catch (IOException _) {
            return logged;
        }
    }

    /// The newest committed content of a page, counted from 1; shorter than a page, or empty, where the disk does
    /// not give it.
    ByteBuffer page(int number) {
        Long logged = log.newest().get(number);
        try {
            if (logged != null && logFile != null) {
                return read(logFile, logged, pageSize);
            }
            return file == null || number < 1 ? ByteBuffer.allocate(0) : read(file, (number - 1L) * pageSize, pageSize);
        } catch (IOException _) {
            return ByteBuffer.allocate(0);
        }
    }

    private static ByteBuffer read(FileChannel from, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && from.read(bytes, at + bytes.position()) >= 0) {
            // a read may give less than was asked for
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        try (FileChannel _ = file;
                FileChannel _ = logFile) {
            // both, whatever the first does
        }
    }
}
