package dev.hivesync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class NotificationJsonTest {

    private static final String CONTRACT = """
            {"notification_id":"0c8f7d0e-5a53-4a3f-9a1e-6a7a2f1f9b11","user_id":"u-1","project_id":"proj-1",\
            "type":"ai_job_completed","payload":{"job_id":"job-123","project_id":"proj-1","action":"document_function"},\
            "created_at":"2026-11-23T08:00:00.123456Z","read_at":null,"revision":4711}""";

    @Test
    void a_notification_is_the_contract_to_the_byte() {
        Notification row = Json.MAPPER.readValue(CONTRACT, Notification.class);

        assertThat(row.payload()).isEqualTo(new Payload.AiJob("job-123", "proj-1", "document_function", null));
        assertThat(row.known()).contains(NotificationType.AI_JOB_COMPLETED);
        assertThat(Json.MAPPER.writeValueAsString(row)).isEqualTo(CONTRACT);
    }

    @Test
    void times_always_have_six_digits_of_a_second() {
        assertThat(Times.format(Instant.parse("2026-11-23T08:00:00Z"))).isEqualTo("2026-11-23T08:00:00.000000Z");
        assertThat(Times.parse("2026-11-23T10:00:00.5+02:00")).isEqualTo(Instant.parse("2026-11-23T08:00:00.5Z"));
    }

    @Test
    void an_unknown_type_keeps_its_fields_as_they_came() {
        String json = CONTRACT.replace("ai_job_completed", "quota_reset")
                .replace("\"action\":\"document_function\"", "\"limits\":{\"cpu\":[1,2.5]}");

        Notification row = Json.MAPPER.readValue(json, Notification.class);

        assertThat(row.known()).isEmpty();
        assertThat(row.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(((Payload.Other) row.payload()).fields()).containsEntry("limits", "{\"cpu\":[1,2.5]}");
        assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(row)).path("payload"))
                .isEqualTo(Json.MAPPER.readTree(json).path("payload"));
    }

    @Test
    void a_known_type_without_a_required_field_is_shown_neutrally() {
        Notification row = Json.MAPPER.readValue(CONTRACT.replace("\"job_id\":\"job-123\",", ""), Notification.class);

        assertThat(row.payload()).isInstanceOf(Payload.Other.class);
        assertThat(row.payload().thread()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification_id", "user_id", "type", "created_at", "revision"})
    void a_row_without_its_key_fields_is_refused(String field) {
        String json = CONTRACT.replace('"' + field + '"', "\"other\"");

        assertThatThrownBy(() -> Json.MAPPER.readValue(json, Notification.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void deep_nesting_is_refused_before_it_is_built() {
        String deep = "[".repeat(100) + "]".repeat(100);

        assertThatThrownBy(() -> Json.MAPPER.readTree(deep)).isInstanceOf(JacksonException.class);
    }

    @Test
    void a_page_reads_and_writes_snake_case_in_declared_order() {
        String json = "{\"notifications\":[" + CONTRACT
                + "],\"next_cursor\":\"opaque\",\"has_more\":false,\"unread_count\":3,\"active_ai_jobs\":1,"
                + "\"server_time\":\"2026-11-23T08:00:01.000000Z\"}";

        Page page = Json.MAPPER.readValue(json, Page.class);

        assertThat(page.nextCursor()).isEqualTo(new Cursor("opaque"));
        assertThat(Json.MAPPER.writeValueAsString(page)).isEqualTo(json);
    }

    @Test
    void sixteen_types_in_four_families() {
        assertThat(NotificationType.values()).hasSize(16);
        assertThat(NotificationType.of("preview_ready").map(NotificationType::priority))
                .contains(Priority.HIGH);
        assertThat(NotificationType.of("PREVIEW_READY")).isEmpty();
    }

    @Test
    void secrets_do_not_show_in_text_forms() {
        assertThat(new Api.Login("a@b", "hunter2").toString()).doesNotContain("hunter2");
        assertThat(new LocalServer("http://x", "a@b", "hunter2", "key-1", "jdbc:x", 1).toString())
                .doesNotContain("hunter2")
                .doesNotContain("key-1");
        assertThat(new BridgeFile(1, 2, 3, "i", "tok-1").toString()).doesNotContain("tok-1");
        assertThat(new Api.Tokens("acc-1", "bearer", 1, "ref-1", new Api.User("u", "e")).toString())
                .doesNotContain("acc-1")
                .doesNotContain("ref-1");
    }
}
