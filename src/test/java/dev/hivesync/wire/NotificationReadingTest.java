package dev.hivesync.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A row is read as it comes, in whatever order and with whatever beside it: always to what a tree of the same text
/// says.
class NotificationReadingTest {

    private static final Map<String, List<String>> VALUES = Map.of(
            "notification_id", List.of("\"n-1\"", "\"n-\\u00e9\"", "7", "null", "[\"n\"]"),
            "user_id", List.of("\"u-1\"", "\"u-2\"", "false", "{\"id\":\"u\"}"),
            "project_id", List.of("\"p-1\"", "null", "3", "[[]]"),
            "type", List.of("\"ai_job_completed\"", "\"quota_reset\"", "\"preview_ready\"", "1.5", "null"),
            "payload",
                    List.of(
                            "{\"job_id\":\"j\",\"project_id\":\"p\",\"action\":\"a\"}",
                            "{\"job_id\":\"j\",\"job_id\":7,\"project_id\":\"p\",\"action\":\"a\"}",
                            "{\"preview_token\":\"t\",\"project_id\":\"p\",\"platform\":\"ios\",\"expires_at\":\"soon\"}",
                            "{\"deep\":{\"type\":\"x\",\"revision\":[1,2.5]}}",
                            "\"text\"",
                            "null",
                            "[]"),
            "created_at", List.of("\"2026-11-23T08:00:00.123456Z\"", "\"2026-11-23T10:00:00+02:00\"", "\"never\"", "0"),
            "read_at", List.of("\"2026-11-23T08:00:01.000000Z\"", "null", "\"+99999-01-01T00:00:00Z\"", "true"),
            "revision",
                    List.of(
                            "1",
                            "4711",
                            "-1",
                            "9223372036854775807",
                            "9223372036854775808",
                            "1.0",
                            "1e3",
                            "\"5\"",
                            "null"),
            "later", List.of("{\"revision\":9,\"type\":[{}]}", "[[[\"type\"]]]", "12.5", "\"x\""));

    private final Random random = new Random(4711);

    private String row() {
        List<String> fields = new ArrayList<>();
        List<String> names = new ArrayList<>(VALUES.keySet());
        // Mostly what is right: of each field the first values, now and then another, none, or two.
        for (String name : names) {
            for (int times = random.nextInt(12) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                List<String> values = requireNonNull(VALUES.get(name));
                int which = random.nextInt(6) == 0 ? random.nextInt(values.size()) : random.nextInt(2);
                fields.add('"' + name + "\":" + values.get(which));
            }
        }
        Collections.shuffle(fields, random);
        return fields.stream().collect(Collectors.joining(",", "{", "}"));
    }

    /// What a tree says of the row; null where it says none.
    private static @Nullable Notification byTree(JsonNode json) {
        JsonNode revision = json.path("revision");
        boolean whole = revision.isIntegralNumber() && revision.canConvertToLong();
        for (String name : List.of("notification_id", "user_id", "type", "created_at")) {
            whole &= json.path(name).isString();
        }
        if (!whole) {
            return null;
        }
        String type = json.path("type").stringValue();
        JsonNode project = json.path("project_id");
        JsonNode readAt = json.path("read_at");
        try {
            return new Notification(
                    json.path("notification_id").stringValue(),
                    json.path("user_id").stringValue(),
                    project.isString() ? project.stringValue() : null,
                    type,
                    Json.payload(type, json.path("payload")),
                    Times.parse(json.path("created_at").stringValue()),
                    readAt.isString() ? Times.parse(readAt.stringValue()) : null,
                    revision.longValue());
        } catch (java.time.DateTimeException _) {
            return null;
        }
    }

    private static String page(List<String> rows) {
        return "{\"notifications\":" + rows
                + ",\"next_cursor\":\"c\",\"has_more\":false,\"unread_count\":0,\"active_ai_jobs\":0,"
                + "\"server_time\":\"2026-11-23T08:00:01.000000Z\"}";
    }

    @Test
    void a_row_is_what_its_tree_says_whatever_comes() {
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String json = row();
            Notification expected = byTree(Json.MAPPER.readTree(json));
            Notification found;
            try {
                found = Json.MAPPER.readValue(json, Notification.class);
            } catch (JacksonException _) {
                found = null;
                refused++;
            }
            assertThat(found).as(json).isEqualTo(expected);
        }
        assertThat(refused).as("both kinds are among them").isBetween(2_000, 18_000);
    }

    @Test
    void a_page_keeps_every_row_that_can_be_read_and_none_beside() {
        for (int i = 0; i < 300; i++) {
            List<String> rows = IntStream.range(0, 20)
                    .mapToObj(_ -> random.nextInt(8) == 0
                            ? List.of("null", "7", "\"x\"", "[{\"type\":1}]", "{}")
                                    .get(random.nextInt(5))
                            : row())
                    .toList();
            List<Notification> expected = new ArrayList<>();
            for (String row : rows) {
                Notification read = byTree(Json.MAPPER.readTree(row));
                if (read != null) {
                    expected.add(read);
                }
            }
            assertThat(Json.MAPPER.readValue(page(rows), Page.class).notifications())
                    .as(page(rows))
                    .isEqualTo(expected);
        }
    }

    @Test
    void text_that_is_no_json_fails_the_page_wherever_it_stands() {
        String good = "{\"notification_id\":\"n\",\"user_id\":\"u\",\"type\":\"t\",\"payload\":{},"
                + "\"created_at\":\"2026-11-23T08:00:00.123456Z\",\"revision\":1,\"later\":{\"a\":[1,\"b\"]}}";
        String page = page(List.of(good, good));
        assertThat(Json.MAPPER.readValue(page, Page.class).notifications()).hasSize(2);
        for (int cut = 1; cut < page.length() - 1; cut++) {
            String broken = page.substring(0, cut);
            assertThat(readable(broken)).as(broken).isFalse();
        }
        for (String hostile : List.of("[".repeat(100) + "]".repeat(100), "1".repeat(100), "\"\\x\"", "nul", "\"\n\"")) {
            for (String name : List.of("later", "payload", "type", "revision", "read_at")) {
                String broken = page(List.of(
                        good.replace("{\"notification", '{' + "\"" + name + "\":" + hostile + ",\"notification")));
                assertThat(readable(broken)).as(broken).isFalse();
            }
        }
    }

    private static boolean readable(String page) {
        try {
            Json.MAPPER.readValue(page, Page.class);
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }
}
