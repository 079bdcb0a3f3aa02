package dev.hivesync.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.store.Row;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is written from rows is what the codec writes of the same page, to the byte.
class PageWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456Z");
    private static final Cursor NEXT = new Cursor("AQ_-x");

    private static Row row(String type, @Nullable String project, String payload, @Nullable Instant readAt) {
        return new Row("0c8f0000-0000-4000-8000-000000000001", "u-1", project, type, payload, NOW, readAt, 4_711);
    }

    private static String written(List<Row> rows) {
        Stream.Slice slice = new Stream.Slice(rows, 4_711, true, 3, 1, new Stream.Head(4_711, 0));
        return new String(PageWriter.bytes(slice, NEXT, NOW), StandardCharsets.UTF_8);
    }

    private static String encoded(List<Row> rows) {
        return Json.MAPPER.writeValueAsString(
                new Page(rows.stream().map(Row::notification).toList(), NEXT, true, 3, 1, NOW));
    }

    @Test
    void every_family_and_an_unknown_type_come_out_as_the_codec_has_them() {
        List<Row> rows = List.of(
                row(
                        "ai_job_failed",
                        "p",
                        "{\"job_id\":\"j\",\"project_id\":\"p\",\"action\":\"a\",\"error\":\"\\\"no\\\"\"}",
                        NOW),
                row(
                        "preview_ready",
                        "p",
                        "{\"preview_token\":\"ABC\",\"project_id\":\"p\",\"platform\":\"ios\","
                                + "\"expires_at\":\"2026-11-23T08:00:00.000000Z\"}",
                        null),
                row("repo_sync_success", null, "{\"sync_id\":\"s\",\"commit\":\"afe127c\"}", null),
                row("system_health_issue", null, "{\"message\":\"Grüße, 世界 🐝\"}", Instant.EPOCH),
                row("of_tomorrow", "p", "{\"seen\":{\"by\":[1,2.5,null]}}", null));

        assertThat(written(rows)).isEqualTo(encoded(rows));
    }

    @Test
    void names_and_ids_are_quoted() {
        List<Row> rows = List.of(row("of\n\"tomorrow\"", "p\\q", "{}", null));

        assertThat(written(rows)).isEqualTo(encoded(rows));
    }

    @Test
    void a_page_without_rows_is_whole() {
        assertThat(written(List.of())).isEqualTo(encoded(List.of()));
    }
}
