package dev.hivesync.server.api;

import dev.hivesync.server.store.Row;
import dev.hivesync.server.store.Stream.Slice;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/// Writes what [dev.hivesync.wire.Page] describes straight from the rows, byte for byte as the codec would and at a
/// third of its cost. The payloads were checked when they were stored and are passed on as they are.
final class PageWriter {

    /// Of most rows; the text grows where that is too little.
    private static final int ROW_CHARACTERS = 448;

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final StringBuilder out;

    private PageWriter(int rows) {
        out = new StringBuilder(ROW_CHARACTERS * (rows + 1));
    }

    static byte[] bytes(Slice slice, Cursor next, Instant now) {
        PageWriter page = new PageWriter(slice.rows().size());
        page.write(slice, next, now);
        return page.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Slice slice, Cursor next, Instant now) {
        out.append("{\"notifications\":[");
        String separator = "";
        for (Row row : slice.rows()) {
            out.append(separator);
            write(row);
            separator = ",";
        }
        out.append("],\"next_cursor\":");
        text(next.value());
        out.append(",\"has_more\":").append(slice.more());
        out.append(",\"unread_count\":").append(slice.unread());
        out.append(",\"active_ai_jobs\":").append(slice.activeJobs());
        out.append(",\"server_time\":\"").append(Times.format(now)).append("\"}");
    }

    private void write(Row row) {
        out.append("{\"notification_id\":");
        text(row.notificationId());
        out.append(",\"user_id\":");
        text(row.userId());
        out.append(",\"project_id\":");
        text(row.projectId());
        out.append(",\"type\":");
        text(row.type());
        out.append(",\"payload\":").append(row.payload());
        out.append(",\"created_at\":\"").append(Times.format(row.createdAt()));
        Instant readAt = row.readAt();
        if (readAt == null) {
            out.append("\",\"read_at\":null");
        } else {
            out.append("\",\"read_at\":\"").append(Times.format(readAt)).append('"');
        }
        out.append(",\"revision\":").append(row.revision()).append('}');
    }

    private void text(@Nullable String value) {
        if (value == null) {
            out.append("null");
        } else if (plain(value)) {
            out.append('"').append(value).append('"');
        } else {
            out.append('"').append(ENCODER.quoteAsCharArray(value)).append('"');
        }
    }

    /// Whether JSON has nothing to escape in it.
    private static boolean plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
