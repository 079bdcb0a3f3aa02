package dev.hivesync.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// The index that SQLite keeps beside a log while a database is open, and that a kill leaves behind. It says how many
/// frames were committed: a log that is gone or was cut off shows by that alone.
final class SqliteIndex {

    private static final int HEADER = 48;
    private static final int VERSION = 3_007_000;

    private SqliteIndex() {}

    /// Whether the index knows of committed frames that are not in the log. A commit is in the log, synced, before
    /// the index knows of it, and a new round of the log is in the index before it is in the log.
    static boolean misses(Path index, SqliteLog log) throws IOException {
        if (!Files.exists(index) || Files.size(index) < 2L * HEADER) {
            return false;
        }
        ByteBuffer bytes;
        try (var channel = Files.newByteChannel(index)) {
            bytes = ByteBuffer.allocate(2 * HEADER);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // a read may give less than was asked for
            }
            bytes.flip();
        }
        if (bytes.limit() < 2 * HEADER || !bytes.slice(0, HEADER).equals(bytes.slice(HEADER, HEADER))) {
            return false;
        }
        long salts = bytes.getLong(32);
        bytes.order(ByteOrder.nativeOrder());
        int committed = bytes.getInt(16);
        boolean sameRound = log.salts() == salts || log.equals(SqliteLog.NONE);
        return bytes.getInt(0) == VERSION && sameRound && committed > log.frames();
    }
}
