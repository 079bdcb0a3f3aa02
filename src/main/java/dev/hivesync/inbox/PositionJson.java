package dev.hivesync.inbox;

import dev.hivesync.inbox.Disk.Announced;
import dev.hivesync.inbox.Disk.Rebuilt;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the table `position` holds as JSON. By hand: the inbox is opened on the way to the first frame, and there
/// Jackson's look at four records took longer than reading a thousand rows.
///
/// What reads throws `IllegalArgumentException`, `DateTimeException` or `JacksonException` where the text is none that
/// was written here.
final class PositionJson {

    private PositionJson() {}

    static Link link(String json) {
        JsonNode link = Json.MAPPER.readTree(json);
        String connection = text(link, "connection");
        return new Link(
                Arrays.stream(Connection.values())
                        .filter(each -> each.wireName().equals(connection))
                        .findFirst()
                        .orElseThrow(() -> misfit("connection")),
                optionalTime(link, "next_poll_at"),
                number(link, "interval_seconds"));
    }

    static String of(Link link) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("connection", link.connection().wireName());
        put(json, "next_poll_at", link.nextPollAt());
        json.put("interval_seconds", link.intervalSeconds());
        return json.toString();
    }

    static Disk disk(String json) {
        JsonNode disk = Json.MAPPER.readTree(json);
        return new Disk(
                flag(disk, "refusing"),
                optional(disk, "rebuilt", rebuilt -> new Rebuilt(time(rebuilt, "at"), count(rebuilt, "kept"))),
                optional(
                        disk,
                        "announced",
                        announced -> new Announced(number(announced, "revision"), optionalTime(announced, "before"))));
    }

    static String of(Disk disk) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("refusing", disk.refusing());
        Rebuilt rebuilt = disk.rebuilt();
        if (rebuilt == null) {
            json.putNull("rebuilt");
        } else {
            put(json.putObject("rebuilt"), "at", rebuilt.at()).put("kept", rebuilt.kept());
        }
        Announced announced = disk.announced();
        if (announced == null) {
            json.putNull("announced");
        } else {
            put(json.putObject("announced").put("revision", announced.revision()), "before", announced.before());
        }
        return json.toString();
    }

    static List<Api.Project> projects(String json) {
        return list(
                Json.MAPPER.readTree(json),
                project -> new Api.Project(text(project, "project_id"), text(project, "name")));
    }

    static String ofProjects(List<Api.Project> projects) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (Api.Project project : projects) {
            json.addObject().put("project_id", project.projectId()).put("name", project.name());
        }
        return json.toString();
    }

    static List<ConnectedPlugin> plugins(String json) {
        return list(
                Json.MAPPER.readTree(json),
                plugin -> new ConnectedPlugin(
                        text(plugin, "client"),
                        optionalText(plugin, "version"),
                        list(plugin.path("projects"), PositionJson::text),
                        time(plugin, "since"),
                        optionalText(plugin, "focus")));
    }

    static String ofPlugins(List<ConnectedPlugin> plugins) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (ConnectedPlugin plugin : plugins) {
            ObjectNode one = json.addObject().put("client", plugin.client()).put("version", plugin.version());
            plugin.projects().forEach(one.putArray("projects")::add);
            put(one, "since", plugin.since()).put("focus", plugin.focus());
        }
        return json.toString();
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> item) {
        if (!json.isArray()) {
            throw misfit("list");
        }
        return json.valueStream().map(item).toList();
    }

    private static <T> @Nullable T optional(JsonNode json, String name, Function<JsonNode, T> value) {
        JsonNode found = json.path(name);
        return found.isNull() || found.isMissingNode() ? null : value.apply(found);
    }

    private static String text(JsonNode json, String name) {
        return text(json.path(name));
    }

    private static String text(JsonNode json) {
        if (!json.isString()) {
            throw misfit("text");
        }
        return json.stringValue();
    }

    private static @Nullable String optionalText(JsonNode json, String name) {
        return optional(json, name, PositionJson::text);
    }

    private static Instant time(JsonNode json, String name) {
        return Times.parse(text(json, name));
    }

    private static @Nullable Instant optionalTime(JsonNode json, String name) {
        return optional(json, name, time -> Times.parse(text(time)));
    }

    private static long number(JsonNode json, String name) {
        JsonNode number = json.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw misfit(name);
        }
        return number.longValue();
    }

    private static int count(JsonNode json, String name) {
        JsonNode count = json.path(name);
        if (!count.isIntegralNumber() || !count.canConvertToInt()) {
            throw misfit(name);
        }
        return count.intValue();
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode flag = json.path(name);
        if (!flag.isBoolean()) {
            throw misfit(name);
        }
        return flag.booleanValue();
    }

    private static ObjectNode put(ObjectNode json, String name, @Nullable Instant time) {
        return json.put(name, time == null ? null : Times.format(time));
    }

    private static IllegalArgumentException misfit(String what) {
        return new IllegalArgumentException("no " + what + " as it is written");
    }
}
