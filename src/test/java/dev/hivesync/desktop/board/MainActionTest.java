package dev.hivesync.desktop.board;

import static dev.hivesync.desktop.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Samples;
import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MainActionTest {

    private final Entry failed = Samples.job("f", "failed", "job-1", "write_tests", Samples.minutes(5), false);

    @ParameterizedTest
    @EnumSource(NotificationType.class)
    void every_type_has_its_main_action(NotificationType type) {
        MainAction expected = switch (type) {
            case AI_JOB_COMPLETED -> MainAction.REVIEW;
            case PREVIEW_READY -> MainAction.COPY_CODE;
            case AI_JOB_FAILED, REPO_SYNC_FAILED -> MainAction.RETRY;
            case AI_JOB_QUEUED,
                    AI_JOB_STARTED,
                    PREVIEW_TOKEN_CREATED,
                    PREVIEW_BUNDLE_UPLOADED,
                    PREVIEW_CONSUMED,
                    PREVIEW_EXPIRED,
                    REPO_SYNC_STARTED,
                    REPO_SYNC_SUCCESS,
                    SYSTEM_MAINTENANCE_WARNING,
                    SYSTEM_HEALTH_ISSUE,
                    WORKER_UNAVAILABLE,
                    RESOURCE_LIMIT_WARNING -> MainAction.OPEN;
        };
        assertThat(action(entry(type), List.of())).isEqualTo(expected);
    }

    @Test
    void what_has_run_again_since_is_not_retried() {
        Entry again = Samples.job("g", "started", "job-2", "write_tests", Samples.minutes(1), false);
        assertThat(action(failed, List.of(again))).isEqualTo(MainAction.OPEN);
        Entry before = Samples.job("g", "completed", "job-0", "write_tests", Samples.minutes(9), false);
        assertThat(action(failed, List.of(before))).isEqualTo(MainAction.RETRY);
        Entry other = Samples.job("g", "completed", "job-2", "explain", Samples.minutes(1), false);
        assertThat(action(failed, List.of(other))).isEqualTo(MainAction.RETRY);
    }

    @Test
    void the_code_of_an_expired_preview_is_not_offered() {
        Entry ready = Samples.preview("p", "ready", "ABC123", Duration.ofMinutes(30), false);
        ThreadRow thread = new ThreadRow("preview:ABC123", List.of(ready));
        assertThat(MainAction.of(thread, Runs.NONE, NOW.plusSeconds(899))).isEqualTo(MainAction.COPY_CODE);
        assertThat(MainAction.of(thread, Runs.NONE, NOW.plusSeconds(900))).isEqualTo(MainAction.OPEN);
    }

    @Test
    void a_payload_that_lacks_its_fields_is_only_opened() {
        Entry odd = Samples.entry(
                "o", "ai_job_completed", "proj-1", new Payload.Other(Map.of()), Samples.minutes(1), false);
        assertThat(action(odd, List.of())).isEqualTo(MainAction.OPEN);
    }

    private static MainAction action(Entry entry, List<Entry> others) {
        ThreadRow thread = new ThreadRow(ThreadRow.keyOf(entry), List.of(entry));
        List<ThreadRow> newestFirst = Stream.concat(
                        Stream.of(thread),
                        others.stream().map(other -> new ThreadRow(ThreadRow.keyOf(other), List.of(other))))
                .sorted((a, b) -> b.time().compareTo(a.time()))
                .toList();
        return MainAction.of(thread, Runs.of(newestFirst), NOW);
    }

    private static Entry entry(NotificationType type) {
        String state = type.wireName();
        return switch (type.family()) {
            case AI_JOB -> Samples.job("x", state.substring(7), "job-1", "write_tests", Samples.minutes(1), false);
            case PREVIEW -> Samples.preview("x", state.substring(8), "ABC123", Samples.minutes(1), false);
            case REPO_SYNC ->
                Samples.sync("x", state.substring(10), "sync-1", "proj-1", "abc", Samples.minutes(1), false);
            case SYSTEM -> Samples.notice("x", state, "message", Samples.minutes(1), false);
        };
    }
}
