package dev.hivesync.wire;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.node.MissingNode;

/// Reads a row field by field; a tree of it takes twice as long. Of a field that comes twice the last one counts, and
/// what is not asked for is read whole, so that text which is no JSON fails wherever it stands.
final class NotificationReader extends ValueDeserializer<Notification> {

    @Override
    public Notification deserialize(JsonParser in, DeserializationContext context) {
        Fields fields = new Fields();
        if (in.currentToken() == JsonToken.START_OBJECT) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                fields.take(name, in, context);
            }
        } else {
            context.readTree(in);
        }
        // Only now: a row that is refused has been read to its end, and the next one can be.
        return fields.row(context);
    }

    private static final class Fields {
        private @Nullable String notificationId;
        private @Nullable String userId;
        private @Nullable String projectId;
        private @Nullable String type;
        private JsonNode payload = MissingNode.getInstance();
        private @Nullable String createdAt;
        private @Nullable String readAt;
        private @Nullable Long revision;

        void take(String name, JsonParser in, DeserializationContext context) {
            switch (name) {
                case "notification_id" -> notificationId = text(in, context);
                case "user_id" -> userId = text(in, context);
                case "project_id" -> projectId = text(in, context);
                case "type" -> type = text(in, context);
                case "payload" -> payload = context.readTree(in);
                case "created_at" -> createdAt = text(in, context);
                case "read_at" -> readAt = text(in, context);
                case "revision" -> revision = whole(in, context);
                default -> context.readTree(in);
            }
        }

        Notification row(DeserializationContext context) {
            String known = required(context, type, "type");
            return new Notification(
                    required(context, notificationId, "notification_id"),
                    required(context, userId, "user_id"),
                    projectId,
                    known,
                    PayloadCodec.decode(known, payload),
                    time(context, required(context, createdAt, "created_at")),
                    readAt == null ? null : time(context, readAt),
                    revision(context));
        }

        private long revision(DeserializationContext context) {
            return revision != null
                    ? revision
                    : context.<Long>reportInputMismatch(
                            Notification.class, "a notification needs a whole number `revision`");
        }
    }

    private static @Nullable String text(JsonParser in, DeserializationContext context) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return in.getString();
        }
        context.readTree(in);
        return null;
    }

    private static @Nullable Long whole(JsonParser in, DeserializationContext context) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        context.readTree(in);
        return null;
    }

    private static String required(DeserializationContext context, @Nullable String value, String name) {
        return value != null
                ? value
                : context.<String>reportInputMismatch(Notification.class, "a notification needs a text `%s`", name);
    }

    private static Instant time(DeserializationContext context, String text) {
        try {
            return Times.parse(text);
        } catch (DateTimeException e) {
            throw context.weirdStringException(text, Instant.class, "not an RFC 3339 time");
        }
    }
}
