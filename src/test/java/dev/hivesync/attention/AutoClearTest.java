package dev.hivesync.attention;

import static dev.hivesync.desktop.Samples.entry;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.preview;
import static dev.hivesync.desktop.Samples.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AutoClearTest {

    private static final Set<ClearRule> ALL = EnumSet.allOf(ClearRule.class);

    /// What was there, what arrives, and which of them that settles. Ages in minutes.
    static Stream<Arguments> rules() {
        return Stream.of(
                row(ClearRule.WORK_ENDED, unread(job(9, "queued"), job(8, "started")), job(7, "completed"), "q9 s8"),
                row(ClearRule.WORK_ENDED, unread(job(9, "queued"), job(8, "started")), job(7, "failed"), "q9 s8"),
                row(ClearRule.WORK_ENDED, unread(job(7, "completed")), job(8, "started"), "s8"),
                row(ClearRule.WORK_ENDED, unread(repo(9, "started", "S")), repo(7, "success", "S"), "S-started-9"),
                row(ClearRule.WORK_ENDED, unread(repo(9, "started", "S")), repo(7, "failed", "S"), "S-started-9"),
                row(
                        ClearRule.PREVIEW_STEPS,
                        unread(shown(9, "token_created"), shown(8, "bundle_uploaded")),
                        shown(7, "ready"),
                        "token_created-9 bundle_uploaded-8"),
                row(ClearRule.PREVIEW_STEPS, unread(shown(9, "token_created")), shown(7, "expired"), "token_created-9"),
                row(ClearRule.PREVIEW_OVER, unread(shown(9, "ready")), shown(7, "consumed"), "ready-9"),
                row(ClearRule.PREVIEW_OVER, unread(shown(9, "ready")), shown(7, "expired"), "ready-9"),
                row(ClearRule.SYNC_RECOVERED, unread(repo(9, "failed", "S")), repo(7, "success", "T"), "S-failed-9"),
                row(ClearRule.SYNC_RECOVERED, unread(repo(7, "success", "T")), repo(9, "failed", "S"), "S-failed-9"));
    }

    @ParameterizedTest(name = "{0}: {1} and then {2}")
    @MethodSource("rules")
    void each_rule_clears_what_it_is_for_and_its_switch_turns_it_off(
            ClearRule rule, List<Entry> there, Entry arriving, Set<String> settled) {
        List<Entry> known = new ArrayList<>(there);
        known.add(arriving);
        assertThat(AutoClear.settled(List.of(arriving), known, EnumSet.of(rule)))
                .isEqualTo(settled);
        assertThat(AutoClear.settled(List.of(arriving), known, EnumSet.complementOf(EnumSet.of(rule))))
                .isEmpty();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                // another job, preview or sync
                row(null, unread(job(9, "started")), other(job("x", "completed", "job-2", "a", minutes(7), false)), ""),
                row(null, unread(shown(9, "ready")), other(preview("x", "consumed", "ZZZ", minutes(7), false)), ""),
                // an earlier sync of the project, or a later one of another or of none
                row(null, unread(repo(7, "failed", "S")), repo(9, "success", "T"), ""),
                row(null, unread(repo(9, "failed", "S")), other(foreign(7, "proj-2")), ""),
                row(null, unread(repo(9, "failed", "S")), other(foreign(7, null)), ""),
                // still under way, and what is news in itself
                row(null, unread(job(9, "queued")), job(8, "started"), ""),
                row(null, unread(job(9, "failed")), job(7, "completed"), ""),
                row(null, unread(repo(9, "success", "S")), repo(7, "success", "T"), ""),
                // a type of tomorrow
                row(
                        null,
                        unread(job(9, "queued")),
                        entry("n", "ai_job_dreamt", "proj-1", new Payload.Other(java.util.Map.of()), minutes(1), false),
                        ""));
    }

    @ParameterizedTest(name = "{1} and then {2}")
    @MethodSource("others")
    void everything_else_stays(@Nullable ClearRule none, List<Entry> there, Entry arriving, Set<String> settled) {
        List<Entry> known = new ArrayList<>(there);
        known.add(arriving);
        assertThat(AutoClear.settled(List.of(arriving), known, ALL)).isEqualTo(settled);
    }

    @Test
    void what_nobody_arrived_for_is_left_as_the_user_left_it() {
        List<Entry> known = List.of(
                job(9, "queued"), job(7, "completed"), job("new", "completed", "job-2", "a", Duration.ZERO, false));
        assertThat(AutoClear.settled(List.of(known.getLast()), known, ALL)).isEmpty();
        assertThat(AutoClear.settled(known, ALL)).containsExactly("q9");
    }

    @Test
    void what_is_read_already_is_not_asked_for_again() {
        Entry read = job("q", "queued", "job-1", "a", minutes(9), true);
        Entry done = job(7, "completed");
        assertThat(AutoClear.settled(List.of(done), List.of(read, done), ALL)).isEmpty();
    }

    @Test
    void a_sync_that_went_well_is_read_after_60_s_in_view_without_a_break() {
        var now = dev.hivesync.desktop.Samples.NOW;
        InView seen = InView.NOTHING.seeing(Set.of("a", "b"), now).seeing(Set.of("a"), now.plusSeconds(30));
        assertThat(seen.longEnough(now.plusMillis(59_999))).isEmpty();
        assertThat(seen.longEnough(now.plusSeconds(60))).containsExactly("a");
        InView again = seen.seeing(Set.of("a", "b"), now.plusSeconds(60));
        assertThat(again.longEnough(now.plusSeconds(119))).containsExactly("a");
    }

    private static Arguments row(@Nullable ClearRule rule, List<Entry> there, Entry arriving, String settled) {
        return Arguments.of(
                rule, there, arriving, settled.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(settled.split(" "))));
    }

    private static List<Entry> unread(Entry... entries) {
        return List.of(entries);
    }

    private static Entry other(Entry entry) {
        return entry;
    }

    private static Entry job(int age, String state) {
        String id = state.charAt(0) + Integer.toString(age);
        return job(id, state, "job-1", "document_function", minutes(age), false);
    }

    private static Entry repo(int age, String state, String sync) {
        return sync(sync + "-" + state + "-" + age, state, sync, "proj-1", "afe127c", minutes(age), false);
    }

    private static Entry foreign(int age, @Nullable String project) {
        return sync("foreign", "success", "F", project, "afe127c", minutes(age), false);
    }

    private static Entry shown(int age, String state) {
        return preview(state + "-" + age, state, "ABC123", minutes(age), false);
    }

    private static Entry job(String id, String state, String job, String action, Duration age, boolean read) {
        return dev.hivesync.desktop.Samples.job(id, state, job, action, age, read);
    }
}
