package dev.hivesync.wire;

import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Acked;
import dev.hivesync.wire.BridgeFrame.Auth;
import dev.hivesync.wire.BridgeFrame.Challenge;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.Focus;
import dev.hivesync.wire.BridgeFrame.Hello;
import dev.hivesync.wire.BridgeFrame.JobStarted;
import dev.hivesync.wire.BridgeFrame.Kind;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.BridgeFrame.Ping;
import dev.hivesync.wire.BridgeFrame.Pong;
import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.BridgeFrame.Read;
import dev.hivesync.wire.BridgeFrame.Ready;
import dev.hivesync.wire.BridgeFrame.Show;
import dev.hivesync.wire.BridgeFrame.Shown;
import dev.hivesync.wire.BridgeFrame.Unknown;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Bridge frames as text: `{"type", "request_id"?, "payload", "seq"?, "prev"?}`.
public final class BridgeCodec {

    /// A message of over this many bytes is refused before it is parsed.
    public static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final Map<String, Kind> PUSHES =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::wireName, Function.identity()));

    private final JsonMapper mapper = Json.mapper(MAX_DEPTH, MAX_MESSAGE_BYTES)
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /// The text was no envelope, or its payload none of its type.
    public static final class MalformedFrameException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean envelope;
        private final @Nullable String requestId;

        private MalformedFrameException(
                String message, @Nullable Throwable cause, boolean envelope, @Nullable String requestId) {
            super(message, cause);
            this.envelope = envelope;
            this.requestId = requestId;
        }

        /// Whether the envelope at least could be read.
        public boolean envelope() {
            return envelope;
        }

        public @Nullable String requestId() {
            return requestId;
        }
    }

    private static MalformedFrameException unreadable(String message, @Nullable Throwable cause) {
        return new MalformedFrameException(message, cause, false, null);
    }

    public String encode(BridgeMessage message) {
        return mapper.writeValueAsString(envelope(message));
    }

    /// As [#encode], in UTF-8.
    public byte[] encodeBytes(BridgeMessage message) {
        Long seq = message.seq();
        Optional<byte[]> plain = message.frame() instanceof Push push && seq != null && message.requestId() == null
                ? PushText.of(push, seq)
                : Optional.empty();
        return plain.orElseGet(() -> mapper.writeValueAsBytes(envelope(message)));
    }

    private ObjectNode envelope(BridgeMessage message) {
        ObjectNode envelope = mapper.createObjectNode();
        envelope.put("type", type(message.frame()));
        if (message.requestId() != null) {
            envelope.put("request_id", message.requestId());
        }
        Long seq = message.seq();
        if (seq != null) {
            envelope.put("seq", seq);
            envelope.put("prev", seq - 1);
        }
        envelope.set("payload", payload(message.frame()));
        return envelope;
    }

    /// Frames that only the other side may send are decoded too; the receiver decides what it accepts.
    public BridgeMessage decode(String text) throws MalformedFrameException {
        JsonNode envelope = envelope(text);
        JsonNode name = envelope.path("type");
        String type = name.isString() ? name.stringValue() : "";
        if (type.isEmpty()) {
            throw unreadable("a frame is an object with a type", null);
        }
        JsonNode payload = envelope.path("payload");
        if (!payload.isObject()) {
            payload = mapper.createObjectNode();
        }
        JsonNode named = envelope.path("request_id");
        String requestId = named.isString() ? named.stringValue() : null;
        JsonNode seq = envelope.path("seq");
        try {
            return new BridgeMessage(
                    frame(type, payload),
                    requestId,
                    seq.isIntegralNumber() && seq.canConvertToLong() ? seq.longValue() : null);
        } catch (JacksonException e) {
            throw new MalformedFrameException("a payload that is not of its type", e, true, requestId);
        }
    }

    private JsonNode envelope(String text) throws MalformedFrameException {
        try {
            JsonNode envelope = mapper.readTree(text);
            // Text that came as UTF-8 has half a character only where an escape made one.
            if (text.contains("\\u") && halfCharacter(envelope)) {
                throw unreadable("half a character", null);
            }
            return envelope;
        } catch (JacksonException e) {
            throw unreadable("not JSON of the expected shape", e);
        }
    }

    private static boolean halfCharacter(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> halfCharacter(node.stringValue());
            case ARRAY -> node.valueStream().anyMatch(BridgeCodec::halfCharacter);
            case OBJECT ->
                node.propertyStream()
                        .anyMatch(property -> halfCharacter(property.getKey()) || halfCharacter(property.getValue()));
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> false;
        };
    }

    private static boolean halfCharacter(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private BridgeFrame frame(String type, JsonNode payload) throws MalformedFrameException {
        return switch (type) {
            case "hello" -> mapper.treeToValue(payload, Hello.class);
            case "challenge" -> mapper.treeToValue(payload, Challenge.class);
            case "auth" -> mapper.treeToValue(payload, Auth.class);
            case "ready" -> mapper.treeToValue(payload, Ready.class);
            case "ping" -> new Ping();
            case "pong" -> new Pong();
            case "ack" -> mapper.treeToValue(payload, Ack.class);
            case "acked" -> mapper.treeToValue(payload, Acked.class);
            case "show" -> mapper.treeToValue(payload, Show.class);
            case "shown" -> mapper.treeToValue(payload, Shown.class);
            case "job_started" -> mapper.treeToValue(payload, JobStarted.class);
            case "focus" -> mapper.treeToValue(payload, Focus.class);
            case "read" -> mapper.treeToValue(payload, Read.class);
            case "desktop_status" -> mapper.treeToValue(payload, DesktopStatus.class);
            case "open_review" -> mapper.treeToValue(payload, OpenReview.class);
            case "error" -> mapper.treeToValue(payload, BridgeFrame.Failure.class);
            default -> {
                Optional<Kind> kind = Optional.ofNullable(PUSHES.get(type));
                yield kind.isPresent() ? push(kind.get(), payload) : new Unknown(type);
            }
        };
    }

    private static Push push(Kind kind, JsonNode payload) throws MalformedFrameException {
        JsonNode name = payload.path("notification_id");
        String id = name.isString() ? name.stringValue() : "";
        if (id.isEmpty()) {
            throw new MalformedFrameException("a push event carries its notification_id", null, true, null);
        }
        return new Push(kind, id, PayloadCodec.decode(kind.source().wireName(), payload));
    }

    private static String type(BridgeFrame frame) {
        return switch (frame) {
            case Hello _ -> "hello";
            case Challenge _ -> "challenge";
            case Auth _ -> "auth";
            case Ready _ -> "ready";
            case Ping _ -> "ping";
            case Pong _ -> "pong";
            case Ack _ -> "ack";
            case Acked _ -> "acked";
            case Show _ -> "show";
            case Shown _ -> "shown";
            case JobStarted _ -> "job_started";
            case Focus _ -> "focus";
            case Read _ -> "read";
            case DesktopStatus _ -> "desktop_status";
            case OpenReview _ -> "open_review";
            case BridgeFrame.Failure _ -> "error";
            case Push push -> push.kind().wireName();
            case Unknown unknown -> unknown.type();
        };
    }

    private JsonNode payload(BridgeFrame frame) {
        return switch (frame) {
            case Push push -> {
                ObjectNode fields = PayloadCodec.encode(mapper, push.payload());
                fields.put("notification_id", push.notificationId());
                yield fields;
            }
            case Unknown _, Ping _, Pong _ -> mapper.createObjectNode();
            default -> mapper.valueToTree(frame);
        };
    }
}
