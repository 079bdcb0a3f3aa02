package dev.hivesync.attention;

import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.entry;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Attention.Circumstances;
import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttentionTest {

    private static final Entry DONE = job("a", "completed", "job-1", "x", Duration.ZERO, false);
    private static final Entry FAILED = job("b", "failed", "job-1", "x", Duration.ZERO, false);
    private static final Entry QUEUED = job("c", "queued", "job-1", "x", Duration.ZERO, false);
    private static final Entry READ = job("d", "completed", "job-1", "x", Duration.ZERO, true);
    private static final Entry NEW_TYPE =
            entry("e", "quantum_link_lost", null, new Payload.Other(Map.of()), Duration.ZERO, false);

    private static final Settings USUAL = Settings.DEFAULT;
    private static final Settings MUTED_PROJECT = USUAL.mutedProject("proj-1", true);
    private static final Settings MUTED_TYPE = USUAL.loudness("ai_job_completed", Loudness.MUTED, Loudness.TOAST);
    private static final Settings ASKED =
            USUAL.doNotDisturb(DoNotDisturb.OFF.from(NOW.minusSeconds(1), Duration.ofMinutes(30)));
    private static final Settings PASSING =
            USUAL.doNotDisturb(ASKED.doNotDisturb().highPasses(true));
    private static final Settings NIGHT = USUAL.doNotDisturb(DoNotDisturb.OFF.quietHours(
            new QuietHours(true, LocalTime.of(14, 0), LocalTime.of(15, 0), EnumSet.allOf(java.time.DayOfWeek.class))));

    static Stream<Arguments> fates() {
        return Stream.of(
                Arguments.of(DONE, USUAL, false, Backlog.NONE, Fate.SHOWN),
                Arguments.of(NEW_TYPE, USUAL, false, Backlog.NONE, Fate.SHOWN),
                Arguments.of(QUEUED, USUAL, false, Backlog.NONE, Fate.LOW_PRIORITY),
                Arguments.of(
                        QUEUED,
                        USUAL.loudness("ai_job_queued", Loudness.TOAST, Loudness.LIST),
                        false,
                        Backlog.NONE,
                        Fate.SHOWN),
                Arguments.of(
                        DONE,
                        USUAL.loudness("ai_job_completed", Loudness.LIST, Loudness.TOAST),
                        false,
                        Backlog.NONE,
                        Fate.LIST_ONLY),
                Arguments.of(READ, USUAL, true, Backlog.NONE, Fate.READ_BEFORE),
                Arguments.of(FAILED, MUTED_PROJECT, false, Backlog.NONE, Fate.MUTED_PROJECT),
                Arguments.of(NEW_TYPE, MUTED_PROJECT, false, Backlog.NONE, Fate.SHOWN),
                Arguments.of(DONE, MUTED_TYPE, true, Backlog.NONE, Fate.MUTED_TYPE),
                Arguments.of(DONE, USUAL, true, Backlog.FIRST_FILL, Fate.FIRST_FILL),
                Arguments.of(DONE, USUAL, true, Backlog.NONE, Fate.IN_VIEW),
                Arguments.of(DONE, ASKED, true, Backlog.NONE, Fate.IN_VIEW),
                Arguments.of(DONE, ASKED, false, Backlog.NONE, Fate.DO_NOT_DISTURB),
                Arguments.of(FAILED, ASKED, false, Backlog.CATCHING_UP, Fate.DO_NOT_DISTURB),
                Arguments.of(DONE, PASSING, false, Backlog.NONE, Fate.DO_NOT_DISTURB),
                Arguments.of(FAILED, PASSING, false, Backlog.NONE, Fate.SHOWN),
                Arguments.of(DONE, NIGHT, false, Backlog.NONE, Fate.QUIET_HOURS),
                Arguments.of(DONE, USUAL, false, Backlog.CATCHING_UP, Fate.CAUGHT_UP));
    }

    @ParameterizedTest(name = "{4}")
    @MethodSource("fates")
    void the_first_reason_that_holds_decides(
            Entry arrived, Settings settings, boolean inView, Backlog backlog, Fate fate) {
        assertThat(Attention.of(arrived, new Circumstances(settings, NOW, ZoneOffset.UTC, inView, backlog)))
                .isEqualTo(fate);
    }

    @Test
    void without_a_choice_priority_decides_and_a_choice_back_to_that_is_none() {
        assertThat(Loudness.usual(NotificationType.PREVIEW_CONSUMED)).isEqualTo(Loudness.LIST);
        assertThat(Loudness.usual(NotificationType.WORKER_UNAVAILABLE)).isEqualTo(Loudness.TOAST);
        assertThat(MUTED_TYPE.loudness("ai_job_completed", Loudness.TOAST, Loudness.TOAST))
                .isEqualTo(USUAL);
        assertThat(MUTED_TYPE.muted(DONE.notification())).isTrue();
        assertThat(MUTED_TYPE.muted(notice("n", "system_health_issue", "m", Duration.ZERO, false)
                        .notification()))
                .isFalse();
    }
}
