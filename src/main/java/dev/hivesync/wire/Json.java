package dev.hivesync.wire;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// The JSON codec of every program here: snake_case names in declared order, microsecond times, bounded input.
public final class Json {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_STRING = 4 * 1024 * 1024;

    /// For the HTTP API, the live channel and files.
    public static final JsonMapper MAPPER = mapper(MAX_DEPTH, MAX_STRING);

    private Json() {}

    /// A payload as a store holds it: its type apart, its fields as JSON. Never fails: what does not fit is
    /// [Payload.Other].
    public static Payload payload(String type, JsonNode fields) {
        return PayloadCodec.decode(type, fields);
    }

    /// The fields of a payload, as [#payload(String, JsonNode)] reads them.
    public static JsonNode fields(Payload payload) {
        return PayloadCodec.encode(MAPPER, payload);
    }

    static JsonMapper mapper(int maxDepth, int maxString) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(maxString)
                .maxNumberLength(64)
                .maxNameLength(1_024)
                .build();
        SimpleModule times = new SimpleModule("hivesync")
                .addSerializer(Instant.class, new InstantWriter())
                .addDeserializer(Instant.class, new InstantReader())
                .addSerializer(Notification.class, new NotificationWriter())
                .addDeserializer(Notification.class, new NotificationReader());
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                // A number is no text and a text is no number, whatever Jackson would make of them.
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(times)
                .build();
    }

    private static final class InstantWriter extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
            out.writeString(Times.format(time));
        }
    }

    private static final class InstantReader extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) {
            String text = in.getString();
            try {
                return Times.parse(requireNonNull(text));
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, "not an RFC 3339 time");
            }
        }
    }

    private static final class NotificationWriter extends ValueSerializer<Notification> {
        @Override
        public void serialize(Notification notification, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("notification_id", notification.notificationId());
            out.writeStringProperty("user_id", notification.userId());
            string(out, "project_id", notification.projectId());
            out.writeStringProperty("type", notification.type());
            out.writeName("payload");
            out.writeTree(PayloadCodec.encode(MAPPER, notification.payload()));
            out.writeStringProperty("created_at", Times.format(notification.createdAt()));
            Instant readAt = notification.readAt();
            string(out, "read_at", readAt == null ? null : Times.format(readAt));
            out.writeNumberProperty("revision", notification.revision());
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
}
