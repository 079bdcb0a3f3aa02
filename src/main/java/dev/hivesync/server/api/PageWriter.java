package dev.hivesync.server.api;

import dev.hivesync.server.store.Row;
import dev.hivesync.server.store.Stream.Slice;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Times;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes what [dev.hivesync.wire.Page] describes straight from the rows, byte for byte as the codec would. The
/// payloads were checked when they were stored and are passed on as they are.
final class PageWriter {

    /// Of most rows; the buffer grows where that is too little.
    private static final int ROW_BYTES = 384;

    private PageWriter() {}

    static byte[] bytes(Slice slice, Cursor next, Instant now) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(ROW_BYTES * (slice.rows().size() + 1));
        try (JsonGenerator out = Json.MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeName("notifications");
            out.writeStartArray();
            for (Row row : slice.rows()) {
                write(out, row);
            }
            out.writeEndArray();
            out.writeStringProperty("next_cursor", next.value());
            out.writeBooleanProperty("has_more", slice.more());
            out.writeNumberProperty("unread_count", slice.unread());
            out.writeNumberProperty("active_ai_jobs", slice.activeJobs());
            out.writeStringProperty("server_time", Times.format(now));
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Row row) {
        out.writeStartObject();
        out.writeStringProperty("notification_id", row.notificationId());
        out.writeStringProperty("user_id", row.userId());
        string(out, "project_id", row.projectId());
        out.writeStringProperty("type", row.type());
        out.writeName("payload");
        out.writeRawValue(row.payload());
        out.writeStringProperty("created_at", Times.format(row.createdAt()));
        Instant readAt = row.readAt();
        string(out, "read_at", readAt == null ? null : Times.format(readAt));
        out.writeNumberProperty("revision", row.revision());
        out.writeEndObject();
    }

    private static void string(JsonGenerator out, String name, @Nullable String value) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, value);
        }
    }
}
