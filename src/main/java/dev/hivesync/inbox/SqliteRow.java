package dev.hivesync.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of a database page, taken apart without SQLite.
///
/// @param rowid null in a table without row ids
/// @param values as long as the record: null, [Long], [String], and null for what else there is
record SqliteRow(@Nullable Long rowid, List<@Nullable Object> values) {

    /// Larger records than any of ours come from damage.
    private static final int MAX_RECORD = 1 << 20;

    private record Cell(SqliteFile file, ByteBuffer page, int at, boolean rowids) {}

    /// Every row of page `number` that can be read; none where it is no page of rows.
    static List<SqliteRow> of(SqliteFile file, int number) {
        ByteBuffer page = file.page(number);
        List<SqliteRow> rows = new ArrayList<>();
        int header = number == 1 ? 100 : 0;
        if (page.limit() < header + 8) {
            return rows;
        }
        int kind = page.get(header);
        boolean rowids = kind == 0x0d;
        boolean inner = kind == 0x02;
        if (!rowids && !inner && kind != 0x0a) {
            return rows;
        }
        int pointers = header + (inner ? 12 : 8);
        int cells = Short.toUnsignedInt(page.getShort(header + 3));
        for (int i = 0; i < cells && pointers + 2 * i + 2 <= page.limit(); i++) {
            int at = Short.toUnsignedInt(page.getShort(pointers + 2 * i)) + (inner ? 4 : 0);
            try {
                rows.add(row(new Cell(file, page, at, rowids)));
            } catch (IndexOutOfBoundsException
                    | ArithmeticException
                    | IllegalArgumentException
                    | CharacterCodingException _) {
                // this cell is damaged, the next may be whole
            }
        }
        return rows;
    }

    private static SqliteRow row(Cell cell) throws CharacterCodingException {
        Reader reader = new Reader(cell.page(), cell.at());
        long size = reader.varint();
        Long rowid = cell.rowids() ? reader.varint() : null;
        if (size < 2 || size > MAX_RECORD) {
            throw new IllegalArgumentException("no record");
        }
        return new SqliteRow(rowid, values(payload(cell, reader.at, (int) size)));
    }

    /// What does not fit into the page goes on in a chain of others.
    private static ByteBuffer payload(Cell cell, int from, int size) {
        int usable = cell.file().pageSize();
        int most = cell.rowids() ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        int least = (usable - 12) * 32 / 255 - 23;
        int rest = least + (size - least) % (usable - 4);
        int local = size <= most ? size : rest <= most ? rest : least;
        ByteBuffer payload = ByteBuffer.allocate(size);
        payload.put(cell.page().slice(from, local));
        int next = local < size ? cell.page().getInt(from + local) : 0;
        while (payload.hasRemaining()) {
            ByteBuffer page = cell.file().page(next);
            next = page.getInt(0);
            payload.put(page.slice(4, Math.min(usable - 4, payload.remaining())));
        }
        return payload.flip();
    }

    private static List<@Nullable Object> values(ByteBuffer record) throws CharacterCodingException {
        Reader types = new Reader(record, 0);
        int end = Math.toIntExact(types.varint());
        int at = end;
        List<@Nullable Object> values = new ArrayList<>();
        while (types.at < end) {
            long type = types.varint();
            int length = length(type);
            ByteBuffer bytes = record.slice(at, length);
            at += length;
            values.add(
                    type >= 13 && type % 2 == 1
                            ? StandardCharsets.UTF_8.newDecoder().decode(bytes).toString()
                            : type >= 1 && type <= 9 && type != 7 ? number(type, bytes) : null);
        }
        return values;
    }

    private static int length(long type) {
        if (type >= 12) {
            return Math.toIntExact((type - (type % 2 == 0 ? 12 : 13)) / 2);
        }
        return switch ((int) type) {
            case 0, 8, 9 -> 0;
            case 1, 2, 3, 4 -> (int) type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> throw new IllegalArgumentException("no type of a value");
        };
    }

    private static Long number(long type, ByteBuffer bytes) {
        if (type >= 8) {
            return type - 8;
        }
        long number = bytes.get(0);
        for (int i = 1; i < bytes.limit(); i++) {
            number = number << 8 | bytes.get(i) & 0xff;
        }
        return number;
    }

    /// Walks over numbers of one to nine bytes.
    private static final class Reader {
        private final ByteBuffer bytes;
        private int at;

        Reader(ByteBuffer bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        long varint() {
            long number = 0;
            for (int i = 0; i < 8; i++) {
                byte next = bytes.get(at++);
                number = number << 7 | next & 0x7f;
                if (next >= 0) {
                    return number;
                }
            }
            return number << 8 | bytes.get(at++) & 0xff;
        }
    }
}
