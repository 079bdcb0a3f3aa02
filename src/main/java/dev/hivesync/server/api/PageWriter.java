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
import tools.jackson.core.io.SerializedString;

/// Writes what [dev.hivesync.wire.Page] describes straight from the rows, byte for byte as the codec would. The
/// payloads were checked when they were stored and are passed on as they are.
final class PageWriter {

    /// Of most rows; the buffer grows where that is too little.
    private static final int ROW_BYTES = 384;

    private static final SerializedString NOTIFICATION_ID = new SerializedString("notification_id");
    private static final SerializedString USER_ID = new SerializedString("user_id");
    private static final SerializedString PROJECT_ID = new SerializedString("project_id");
    private static final SerializedString TYPE = new SerializedString("type");
    private static final SerializedString PAYLOAD = new SerializedString("payload");
    private static final SerializedString CREATED_AT = new SerializedString("created_at");
    private static final SerializedString READ_AT = new SerializedString("read_at");
    private static final SerializedString REVISION = new SerializedString("revision");

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
        string(out, NOTIFICATION_ID, row.notificationId());
        string(out, USER_ID, row.userId());
        string(out, PROJECT_ID, row.projectId());
        string(out, TYPE, row.type());
        out.writeName(PAYLOAD);
        out.writeRawValue(row.payload());
        string(out, CREATED_AT, Times.format(row.createdAt()));
        Instant readAt = row.readAt();
        string(out, READ_AT, readAt == null ? null : Times.format(readAt));
        out.writeName(REVISION);
        out.writeNumber(row.revision());
        out.writeEndObject();
    }

    private static void string(JsonGenerator out, SerializedString name, @Nullable String value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value);
        }
    }
}
