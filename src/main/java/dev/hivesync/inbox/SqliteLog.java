package dev.hivesync.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a write-ahead log of SQLite holds, read without SQLite.
///
/// SQLite itself reads a log up to the first frame that does not check and drops what follows without a word. After
/// a crash that is right, since what follows was never committed; behind a spot of damage stand acknowledged
/// transactions.
///
/// @param newest where in the log the newest committed content of a page begins, by page number
/// @param damaged whether committed content stands behind a frame that does not check
/// @param salts the mark of the log's present round; 0 where there is none
/// @param frames how many frames are committed
record SqliteLog(int pageSize, Map<Integer, Long> newest, boolean damaged, long salts, int frames) {

    static final SqliteLog NONE = new SqliteLog(SqliteLog.USUAL_PAGE_SIZE, Map.of(), false, 0, 0);

    static final int USUAL_PAGE_SIZE = 4_096;

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    /// How one frame is recognised: the salts of the log's present round and the byte order of its check sums.
    private record Round(long salts, ByteOrder order, int pageSize) {}

    /// Two running sums over pairs of words.
    private record Sum(int first, int second) {
        Sum over(ByteBuffer bytes, int from, int length) {
            int a = first;
            int b = second;
            for (int i = from; i < from + length; i += 8) {
                a += bytes.getInt(i) + b;
                b += bytes.getInt(i + 4) + a;
            }
            return new Sum(a, b);
        }
    }

    /// @param log empty where there is none
    static SqliteLog read(FileChannel log) throws IOException {
        ByteBuffer header = filled(log, 0, HEADER);
        if (header == null) {
            return NONE;
        }
        Round round = round(header);
        if (round != null) {
            return frames(log, round, new Sum(header.getInt(24), header.getInt(28)), true);
        }
        // The header is synced before the first frame, so a crash never leaves frames without one.
        ByteBuffer first = filled(log, HEADER, FRAME_HEADER + USUAL_PAGE_SIZE);
        return first == null
                ? NONE
                : frames(
                        log,
                        new Round(first.getLong(8), ByteOrder.LITTLE_ENDIAN, USUAL_PAGE_SIZE),
                        new Sum(header.getInt(24), header.getInt(28)),
                        false);
    }

    private static @Nullable Round round(ByteBuffer header) {
        int magic = header.getInt(0);
        int pageSize = header.getInt(8);
        if ((magic & ~1) != MAGIC || !plausible(pageSize)) {
            return null;
        }
        ByteOrder order = (magic & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Sum sum = new Sum(0, 0).over(header.duplicate().order(order), 0, 24);
        return sum.equals(new Sum(header.getInt(24), header.getInt(28)))
                ? new Round(header.getLong(16), order, pageSize)
                : null;
    }

    static boolean plausible(int pageSize) {
        return pageSize >= 512 && pageSize <= 65_536 && Integer.bitCount(pageSize) == 1;
    }

    /// @param whole whether nothing before the first frame is damaged
    private static SqliteLog frames(FileChannel log, Round round, Sum before, boolean whole) throws IOException {
        Map<Integer, Long> newest = new HashMap<>();
        Map<Integer, Long> uncommitted = new HashMap<>();
        boolean damaged = !whole;
        boolean broken = !whole;
        Sum seed = before;
        int committed = 0;
        int frames = 0;
        int length = FRAME_HEADER + round.pageSize();
        for (long at = HEADER; ; at += length) {
            ByteBuffer frame = filled(log, at, length);
            if (frame == null) {
                return new SqliteLog(round.pageSize(), newest, damaged, round.salts(), committed);
            }
            frames++;
            Sum stored = new Sum(frame.getInt(16), frame.getInt(20));
            if (frame.getLong(8) != round.salts() || !checks(frame, round, seed, stored)) {
                broken = true;
            } else {
                uncommitted.put(frame.getInt(0), at + FRAME_HEADER);
                if (frame.getInt(4) != 0) {
                    newest.putAll(uncommitted);
                    uncommitted.clear();
                    damaged |= broken;
                    committed = frames;
                }
            }
            seed = stored;
        }
    }

    private static boolean checks(ByteBuffer frame, Round round, Sum seed, Sum stored) {
        ByteBuffer words = frame.duplicate().order(round.order());
        return seed.over(words, 0, 8)
                .over(words, FRAME_HEADER, round.pageSize())
                .equals(stored);
    }

    /// Null where the file ends before.
    private static @Nullable ByteBuffer filled(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }
}
