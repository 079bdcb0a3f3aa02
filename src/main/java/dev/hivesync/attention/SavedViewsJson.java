package dev.hivesync.attention;

import dev.hivesync.wire.Family;
import dev.hivesync.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Saved views as JSON. An entry that is not a view as this version writes them is passed over, and the others stay.
final class SavedViewsJson {

    private SavedViewsJson() {}

    static List<SavedView> read(JsonNode json) {
        List<SavedView> views = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (json.isArray()) {
            for (JsonNode entry : json) {
                view(entry)
                        .filter(view -> view.sound() && views.size() < SavedView.MOST && names.add(view.name()))
                        .ifPresent(views::add);
            }
        }
        return views;
    }

    private static Optional<SavedView> view(JsonNode json) {
        if (!json.isObject()
                || !json.path("name").isString()
                || !json.path("unread").isBoolean()) {
            return Optional.empty();
        }
        String tasks = text(json.path("tasks"));
        Optional<Family> family = Stream.of(Family.values())
                .filter(one -> word(one).equals(tasks))
                .findFirst();
        String query = text(json.path("search"));
        boolean whole = absent(json.path("tasks")) == family.isEmpty()
                && (absent(json.path("project")) || json.path("project").isString())
                && (absent(json.path("search")) || query != null);
        return whole
                ? Optional.of(new SavedView(
                        json.path("name").stringValue(),
                        family.orElse(null),
                        text(json.path("project")),
                        json.path("unread").booleanValue(),
                        query == null ? "" : query))
                : Optional.empty();
    }

    private static boolean absent(JsonNode json) {
        return json.isMissingNode() || json.isNull();
    }

    private static @Nullable String text(JsonNode json) {
        return json.isString() ? json.stringValue() : null;
    }

    static ArrayNode write(List<SavedView> views) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (SavedView view : views) {
            ObjectNode entry = json.addObject().put("name", view.name());
            if (view.family() != null) {
                entry.put("tasks", word(view.family()));
            }
            if (view.project() != null) {
                entry.put("project", view.project());
            }
            entry.put("unread", view.unreadOnly()).put("search", view.query());
        }
        return json;
    }

    private static String word(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }
}
