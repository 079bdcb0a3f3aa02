package dev.hivesync.bridge;

import static dev.hivesync.bridge.Hostile.text;

import java.util.Arrays;
import java.util.stream.Stream;

/// Messages of a plugin that has proved itself: what is no envelope closes, what does not fit its type is an error,
/// what is not a plugin's to say changes nothing.
class HostileJsonTest extends AmongHostiles {

    private static final String OPEN = "malformed pong";
    private static final String CLOSED = "malformed 1008";

    private static Hostile json(String text, String outcome) {
        return text(text, text, outcome);
    }

    private static Hostile sends(String type) {
        return text(
                "sends " + type,
                "{\"type\":\"" + type + "\",\"payload\":{\"job_id\":\"j\",\"project_id\":\"p\",\"action\":\"a\","
                        + "\"preview_token\":\"t\",\"platform\":\"web\",\"sync_id\":\"s\",\"commit\":\"c\","
                        + "\"notification_id\":\"n-1\",\"notification_ids\":[\"n-1\"],\"unknown_ids\":[],"
                        + "\"code\":\"c\",\"message\":\"m\",\"nonce\":\"n\",\"proof\":\"p\",\"client\":\"c\","
                        + "\"protocol_version\":\"1.0\",\"instance\":\"i\",\"seq\":1,\"replay_from\":1,\"unread\":0,"
                        + "\"connection\":\"live\",\"version\":\"1\",\"connected\":true,\"window\":true}}",
                "forbidden pong");
    }

    @Override
    Stream<Hostile> cases() {
        return Stream.of(texts(), envelopes(), payloads(), forbidden()).flatMap(Arrays::stream);
    }

    private static Hostile[] texts() {
        return new Hostile[] {
            json("nonsense", CLOSED),
            text("a blank", " ", CLOSED),
            json("{\"type\":\"ping\"", CLOSED),
            json("{\"type\":\"ping\"} {}", CLOSED),
            json("{'type':'ping'}", CLOSED),
            json("{type:\"ping\"}", CLOSED),
            json("{\"type\":\"ping\",}", CLOSED),
            json("{\"type\":\"ping\"/* */}", CLOSED),
            json("{\"type\":\"x\",\"payload\":NaN}", CLOSED),
            json("{\"type\":\"x\",\"payload\":01}", CLOSED),
            text("a raw NUL", "{\"type\":\"x\0\"}", CLOSED),
            text("a raw line feed", "{\"type\":\"x\n\"}", CLOSED),
            json("{\"type\":\"ping\",\"type\":\"ack\"}", CLOSED),
            json("{\"type\":\"focus\",\"payload\":{\"project_id\":\"a\",\"project_id\":\"b\"}}", CLOSED),
            text("half a character", "{\"type\":\"ping\",\"request_id\":\"\\ud800\"}", CLOSED),
            text("half a character in a name", "{\"type\":\"x\",\"payload\":{\"\\udc00\":1}}", CLOSED),
            text("both halves are a character", "{\"type\":\"x\",\"payload\":{\"a\":\"\\ud83d\\udc1d\"}}", "pong"),
            text("16 deep is allowed", deep(15), "pong"),
            text("17 deep", deep(16), CLOSED),
            text("60,000 deep", "[".repeat(60_000), CLOSED),
            text("60,000 objects deep", "{\"a\":".repeat(10_000), CLOSED),
            text(
                    "a number of 60,000 digits",
                    "{\"type\":\"x\",\"payload\":{\"n\":" + "9".repeat(60_000) + "}}",
                    CLOSED),
            text("a name of 60,000 letters", "{\"" + "n".repeat(60_000) + "\":1}", CLOSED),
            text(
                    "a text of 60,000 letters",
                    "{\"type\":\"x\",\"payload\":{\"n\":\"" + "s".repeat(60_000) + "\"}}",
                    "pong"),
            text("10,000 names", "{\"type\":\"x\"" + numbered(5_000) + "}", "pong"),
        };
    }

    private static Hostile[] envelopes() {
        return new Hostile[] {
            json("null", CLOSED),
            json("1", CLOSED),
            json("\"ping\"", CLOSED),
            json("[]", CLOSED),
            json("[{\"type\":\"ping\"}]", CLOSED),
            json("{}", CLOSED),
            json("{\"type\":\"\"}", CLOSED),
            json("{\"type\":null}", CLOSED),
            json("{\"type\":1}", CLOSED),
            json("{\"type\":[\"ping\"]}", CLOSED),
            json("{\"TYPE\":\"ping\"}", CLOSED),
            json("{\"type\":\"PING\"}", "pong"),
            json("{\"type\":\"x\",\"payload\":[]}", "pong"),
            json("{\"type\":\"x\",\"seq\":1e999999999}", "pong|" + CLOSED),
            json("{\"type\":\"x\",\"request_id\":7}", "pong"),
            json("{\"type\":\"from_a_later_version\",\"payload\":{\"a\":1}}", "pong"),
        };
    }

    private static Hostile[] payloads() {
        return new Hostile[] {
            json("{\"type\":\"ack\"}", OPEN),
            json("{\"type\":\"ack\",\"payload\":{}}", OPEN),
            json("{\"type\":\"ack\",\"payload\":[\"n-1\"]}", OPEN),
            json("{\"type\":\"ack\",\"payload\":{\"notification_ids\":null}}", OPEN),
            json("{\"type\":\"ack\",\"payload\":{\"notification_ids\":\"n-1\"}}", OPEN),
            json("{\"type\":\"ack\",\"payload\":{\"notification_ids\":[null]}}", OPEN),
            json("{\"type\":\"ack\",\"payload\":{\"notification_ids\":[1]}}", OPEN),
            json("{\"type\":\"ack\",\"payload\":{\"notification_ids\":[[\"n-1\"]]}}", OPEN),
            json("{\"type\":\"ack\",\"payload\":{\"notification_ids\":{\"0\":\"n-1\"}}}", OPEN),
            json("{\"type\":\"job_started\",\"payload\":{\"project_id\":\"p\"}}", OPEN),
            json("{\"type\":\"job_started\",\"payload\":{\"project_id\":1,\"job_id\":2}}", OPEN),
            json("{\"type\":\"focus\",\"payload\":{\"project_id\":7}}", OPEN),
            json("{\"type\":\"focus\",\"payload\":{\"project_id\":[\"p\"]}}", OPEN),
            json("{\"type\":\"hello\",\"payload\":{}}", OPEN),
            json("{\"type\":\"auth\",\"payload\":{\"proof\":7}}", OPEN),
        };
    }

    private static Hostile[] forbidden() {
        return Stream.of(
                        "ai_job_complete",
                        "preview_ready",
                        "repo_sync_success",
                        "repo_sync_failed",
                        "read",
                        "desktop_status",
                        "error",
                        "pong",
                        "challenge",
                        "ready",
                        "acked",
                        "shown",
                        "open_review",
                        "hello",
                        "auth")
                .map(HostileJsonTest::sends)
                .toArray(Hostile[]::new);
    }

    private static String deep(int more) {
        return "{\"type\":\"x\",\"payload\":" + "[".repeat(more) + "]".repeat(more) + "}";
    }

    private static String numbered(int count) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append(",\"").append(i).append("\":0");
        }
        return names.toString();
    }
}
