package dev.hivesync.attention;

import dev.hivesync.wire.Json;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Settings as JSON. Reading takes what it understands and has the default for the rest, since a later version may
/// have written it.
final class SettingsJson {

    private SettingsJson() {}

    static Settings read(JsonNode json) {
        return new Settings(
                text(json, "server").orElse(null),
                port(json.path("bridge_port")),
                word(Appearance.class, json.path("theme")).orElse(Settings.DEFAULT.appearance()),
                loudness(json.path("notifications")),
                Set.copyOf(texts(json.path("muted_projects"))),
                clearing(json.path("auto_clear")),
                doNotDisturb(json.path("do_not_disturb")),
                SavedViewsJson.read(json.path("views")),
                word(Language.class, json.path("language")).orElse(Settings.DEFAULT.language()),
                bool(json, "open_reviews", Settings.DEFAULT.reviewsOpen()),
                presence(json.path("system")),
                bool(json, "update_check", Settings.DEFAULT.updateCheck()),
                bool(json, "reduce_motion", Settings.DEFAULT.lessMotion()),
                place(json.path("window")),
                Math.max(0, json.path("detail_width").doubleValue(0)));
    }

    private static @Nullable WindowPlace place(JsonNode json) {
        for (String number : List.of("x", "y", "width", "height")) {
            if (!json.path(number).isNumber()) {
                return null;
            }
        }
        return new WindowPlace(
                json.path("x").doubleValue(),
                json.path("y").doubleValue(),
                json.path("width").doubleValue(),
                json.path("height").doubleValue(),
                bool(json, "maximised", false));
    }

    static ObjectNode write(Settings settings) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        put(json, "server", settings.server());
        if (settings.bridgePort() != null) {
            json.put("bridge_port", settings.bridgePort());
        }
        json.put("theme", word(settings.appearance()));
        ObjectNode notifications = json.putObject("notifications");
        new TreeMap<>(settings.loudness()).forEach((type, loudness) -> notifications.put(type, word(loudness)));
        ArrayNode muted = json.putArray("muted_projects");
        new TreeSet<>(settings.mutedProjects()).forEach(muted::add);
        ObjectNode clearing = json.putObject("auto_clear");
        for (ClearRule rule : ClearRule.values()) {
            clearing.put(word(rule), settings.clearing().contains(rule));
        }
        DoNotDisturb rule = settings.doNotDisturb();
        ObjectNode quiet = json.putObject("do_not_disturb");
        Span asked = rule.asked();
        put(quiet, "since", asked == null ? null : asked.since().toString());
        put(quiet, "until", asked == null ? null : asked.until().toString());
        put(quiet, "lifted", Objects.toString(rule.lifted(), null));
        quiet.put("high_priority_passes", rule.highPasses());
        ObjectNode hours = quiet.putObject("quiet_hours");
        hours.put("on", rule.quietHours().on());
        hours.put("from", rule.quietHours().from().toString());
        hours.put("to", rule.quietHours().to().toString());
        ArrayNode days = hours.putArray("days");
        rule.quietHours().days().stream().sorted().forEach(day -> days.add(word(day)));
        json.put("language", word(settings.language()));
        json.put("open_reviews", settings.reviewsOpen());
        json.put("reduce_motion", settings.lessMotion());
        json.set("views", SavedViewsJson.write(settings.views()));
        ObjectNode system = json.putObject("system");
        system.put("notifications", settings.presence().notifications());
        system.put("tray", settings.presence().tray());
        system.put("close_to_tray", settings.presence().closeToTray());
        json.put("update_check", settings.updateCheck());
        if (settings.detailWidth() > 0) {
            json.put("detail_width", settings.detailWidth());
        }
        WindowPlace place = settings.place();
        if (place != null) {
            ObjectNode window = json.putObject("window");
            window.put("x", place.x());
            window.put("y", place.y());
            window.put("width", place.width());
            window.put("height", place.height());
            window.put("maximised", place.maximised());
        }
        return json;
    }

    /// Lays what changed from `before` to `after` over `file` and leaves everything else of it as it is.
    static void overlay(ObjectNode file, ObjectNode before, ObjectNode after) {
        Set<String> names = Stream.concat(before.propertyNames().stream(), after.propertyNames().stream())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (is.equals(was)) {
                continue;
            }
            if (is.isMissingNode()) {
                file.remove(name);
            } else if (is instanceof ObjectNode inner && file.path(name) instanceof ObjectNode held) {
                overlay(held, was instanceof ObjectNode old ? old : Json.MAPPER.createObjectNode(), inner);
            } else {
                file.set(name, is);
            }
        }
    }

    /// Whether these are settings at all, with the fields right by which a program finds its server.
    static boolean sound(JsonNode json) {
        JsonNode server = json.path("server");
        JsonNode port = json.path("bridge_port");
        return json.isObject()
                && (server.isMissingNode() || server.isNull() || server.isString())
                && (port.isMissingNode() || port.isNull() || port(port) != null);
    }

    private static Map<String, Loudness> loudness(JsonNode json) {
        Map<String, Loudness> chosen = new HashMap<>();
        for (String type : json.propertyNames()) {
            word(Loudness.class, json.path(type)).ifPresent(loudness -> chosen.put(type, loudness));
        }
        return chosen;
    }

    private static Set<ClearRule> clearing(JsonNode json) {
        Set<ClearRule> on = EnumSet.noneOf(ClearRule.class);
        for (ClearRule rule : ClearRule.values()) {
            if (bool(json, word(rule), Settings.DEFAULT.clearing().contains(rule))) {
                on.add(rule);
            }
        }
        return on;
    }

    private static DoNotDisturb doNotDisturb(JsonNode json) {
        Instant since = time(json, "since");
        Instant until = time(json, "until");
        QuietHours usual = QuietHours.OFF;
        JsonNode hours = json.path("quiet_hours");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        texts(hours.path("days")).forEach(day -> word(DayOfWeek.class, day).ifPresent(days::add));
        return new DoNotDisturb(
                since == null || until == null ? null : new Span(since, until),
                time(json, "lifted"),
                bool(json, "high_priority_passes", DoNotDisturb.OFF.highPasses()),
                new QuietHours(
                        bool(hours, "on", usual.on()),
                        clock(hours, "from", usual.from()),
                        clock(hours, "to", usual.to()),
                        hours.path("days").isArray() ? days : usual.days()));
    }

    private static SystemPresence presence(JsonNode json) {
        return new SystemPresence(
                bool(json, "notifications", SystemPresence.DEFAULT.notifications()),
                bool(json, "tray", SystemPresence.DEFAULT.tray()),
                bool(json, "close_to_tray", SystemPresence.DEFAULT.closeToTray()));
    }

    private static @Nullable Integer port(JsonNode json) {
        return json.isInt() && json.intValue() >= 0 && json.intValue() <= 65_535 ? json.intValue() : null;
    }

    private static boolean bool(JsonNode json, String name, boolean absent) {
        JsonNode value = json.path(name);
        return value.isBoolean() ? value.booleanValue() : absent;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        return parsed(json, name, Instant::parse).orElse(null);
    }

    private static LocalTime clock(JsonNode json, String name, LocalTime absent) {
        return parsed(json, name, LocalTime::parse).orElse(absent);
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> Optional<T> parsed(JsonNode json, String name, Parser<T> parser) {
        return text(json, name).flatMap(text -> {
            try {
                return Optional.of(parser.parse(text));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new java.util.ArrayList<>();
        Consumer<JsonNode> take = item -> {
            if (item.isString()) {
                texts.add(item.stringValue());
            }
        };
        if (json.isArray()) {
            json.forEach(take);
        }
        return List.copyOf(new HashSet<>(texts));
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> type, JsonNode json) {
        return json.isString() ? word(type, json.stringValue()) : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> type, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
