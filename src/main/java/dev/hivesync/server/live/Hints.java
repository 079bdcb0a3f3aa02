package dev.hivesync.server.live;

import dev.hivesync.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Hints as text: one JSON object, user to revision.
final class Hints {

    /// PostgreSQL refuses a NOTIFY payload of 8,000 bytes and more.
    static final int MAX_BYTES = 7_900;

    private Hints() {}

    /// As few texts as hold them all. A user id too long for any text is left out: its hint counts as lost.
    static List<String> encode(Map<String, Long> hints) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int bytes = 2;
        for (Map.Entry<String, Long> hint : hints.entrySet()) {
            String pair = Json.MAPPER.writeValueAsString(hint.getKey()) + ":" + hint.getValue();
            int length = pair.getBytes(StandardCharsets.UTF_8).length + 1;
            if (length + 2 > MAX_BYTES) {
                continue;
            }
            if (bytes + length > MAX_BYTES) {
                texts.add("{" + text + "}");
                text.setLength(0);
                bytes = 2;
            }
            text.append(text.isEmpty() ? "" : ",").append(pair);
            bytes += length;
        }
        if (!text.isEmpty()) {
            texts.add("{" + text + "}");
        }
        return texts;
    }

    /// Adds what `text` says to `hints`. What is no hint is passed over: others may write to the bus as well.
    static void decode(String text, Map<String, Long> hints) {
        if (text.length() > MAX_BYTES) {
            return;
        }
        try {
            JsonNode object = Json.MAPPER.readTree(text);
            if (object.isObject()) {
                object.properties().stream()
                        .filter(field -> field.getValue().isIntegralNumber()
                                && field.getValue().canConvertToLong())
                        .forEach(field ->
                                hints.merge(field.getKey(), field.getValue().asLong(), Math::max));
            }
        } catch (JacksonException _) {
            // Not ours.
        }
    }
}
