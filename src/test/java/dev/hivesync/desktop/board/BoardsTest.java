package dev.hivesync.desktop.board;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.state;
import static dev.hivesync.desktop.Samples.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Family;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardsTest {

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Moments moments = new Moments(texts, ZoneOffset.UTC);
    private final Boards boards = new Boards(new Wording(texts, moments), moments, () -> Settings.DEFAULT);

    @Test
    void queued_started_and_completed_are_one_row_whose_state_moves() {
        List<Entry> entries = new ArrayList<>(List.of(
                job("2", "started", "j", "x", minutes(2), false), job("1", "queued", "j", "x", minutes(3), false)));
        Board board = board(entries, Filter.ALL);
        assertThat(board.rows()).singleElement().satisfies(row -> {
            assertThat(row.thread().notification().type()).isEqualTo("ai_job_started");
            assertThat(row.project()).isEqualTo("Atlas");
        });
        assertThat(board.tally().runningByFamily()).isEqualTo(Map.of(Family.AI_JOB, 1));
        assertThat(board.tally().unread()).isEqualTo(1);
        entries.add(job("3", "completed", "j", "x", minutes(1), false));
        Board later = board(entries, Filter.ALL);
        assertThat(later.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.thread().notification().type()).isEqualTo("ai_job_completed"));
        assertThat(later.tally().runningByFamily()).isEmpty();
    }

    @Test
    void what_is_muted_stands_in_the_list_and_counts_nowhere() {
        Settings muted = Settings.DEFAULT
                .mutedProject("proj-2", true)
                .loudness("ai_job_failed", Loudness.MUTED, Loudness.TOAST)
                .loudness("repo_sync_started", Loudness.MUTED, Loudness.LIST);
        List<Entry> entries = List.of(
                job("1", "failed", "j", "x", minutes(1), false),
                sync("2", "failed", "S", "proj-2", "a", minutes(2), false),
                sync("3", "started", "T", "proj-1", "a", minutes(3), false),
                job("4", "completed", "k", "x", minutes(4), false));
        Board board = new Boards(new Wording(texts, moments), moments, () -> muted)
                .of(state(LIVE, entries), Filter.ALL, NOW, Map.of());
        assertThat(board.rows()).hasSize(4);
        assertThat(board.rows()).extracting(Row::muted).containsExactly(true, true, true, false);
        assertThat(board.rows()).extracting(Row::unread).containsExactly(false, false, false, true);
        assertThat(board.tally())
                .isEqualTo(new Tally(
                        1, Map.of(Family.AI_JOB, 1), Map.of(), Map.of("proj-1", 1), Optional.empty(), 0, Map.of()));
        Board unread = new Boards(new Wording(texts, moments), moments, () -> muted)
                .of(state(LIVE, entries), new Filter(new Scope.Unread(), false, ""), NOW, Map.of());
        assertThat(unread.rows()).hasSize(1);
    }

    @Test
    void a_failure_that_was_made_good_says_how_long_it_lasted() {
        List<Entry> entries = List.of(
                sync("1", "failed", "S", "proj-1", "a", minutes(9), false),
                sync("2", "success", "T", "proj-1", "a", minutes(5), false),
                sync("3", "failed", "U", "proj-1", "a", minutes(1), false));
        Board board = board(entries, Filter.ALL);
        assertThat(board.recovered()).isEqualTo(Map.of("sync:S", minutes(4)));
        assertThat(board.rows()).extracting(Row::recovered).containsExactly(null, null, minutes(4));
    }

    @Test
    void a_job_that_never_ends_stops_running_after_half_an_hour() {
        List<Entry> entries = List.of(job("1", "started", "j", "x", minutes(29), false));
        assertThat(board(entries, Filter.ALL).tally().runningByFamily()).containsEntry(Family.AI_JOB, 1);
        Instant later = NOW.plus(minutes(2));
        assertThat(boards.of(state(LIVE, entries), Filter.ALL, later, Map.of())
                        .tally()
                        .runningByFamily())
                .isEmpty();
    }

    @Test
    void the_first_row_of_each_day_opens_it() {
        List<Row> rows = board(Samples.day(), Filter.ALL).rows();
        assertThat(rows.stream().map(Row::opens).filter(Objects::nonNull))
                .containsExactly(
                        new Heading.Day(LocalDate.of(2026, 11, 23)),
                        new Heading.Day(LocalDate.of(2026, 11, 22)),
                        new Heading.Day(LocalDate.of(2026, 11, 20)));
        assertThat(rows.getFirst().opens()).isNotNull();
    }

    @Test
    void scope_unread_and_words_narrow_the_rows_and_never_the_counts() {
        Board all = board(Samples.day(), Filter.ALL);
        Board jobs = board(Samples.day(), new Filter(new Scope.Task(Family.AI_JOB), false, ""));
        Board unread = board(Samples.day(), new Filter(new Scope.All(), true, ""));
        Board words = board(Samples.day(), new Filter(new Scope.All(), false, " ATLAS synced "));
        Board project = board(Samples.day(), new Filter(new Scope.Project("proj-2"), false, ""));
        assertThat(jobs.rows()).hasSize(4);
        assertThat(unread.rows()).hasSize(3);
        assertThat(words.rows()).extracting(row -> row.thread().key()).containsExactly("sync:sync-340");
        assertThat(project.rows()).hasSize(3);
        assertThat(List.of(jobs.tally(), unread.tally(), words.tally())).containsOnly(all.tally());
    }

    @Test
    void a_failed_sync_is_settled_by_a_later_good_one_of_its_project() {
        Entry failed = sync("1", "failed", "s1", "proj-1", "a", minutes(3), false);
        Entry other = sync("2", "success", "s2", "proj-2", "a", minutes(2), false);
        Entry good = sync("3", "success", "s3", "proj-1", "a", minutes(1), false);
        assertThat(board(List.of(failed, other), Filter.ALL).tally().failedSync())
                .isPresent();
        assertThat(board(List.of(failed, other, good), Filter.ALL).tally().failedSync())
                .isEmpty();
    }

    @Test
    void threads_that_did_not_change_keep_their_identity() {
        Board before = board(Samples.day(), Filter.ALL);
        List<Entry> more = new ArrayList<>(Samples.day());
        more.add(job("new", "completed", "job-8f21", "refactor_module", Duration.ZERO, false));
        Board after = boards.of(state(LIVE, more), Filter.ALL, NOW, before.threads());
        assertThat(after.threads().get("sync:sync-340"))
                .isSameAs(before.threads().get("sync:sync-340"));
        assertThat(after.threads().get("job:job-8f21"))
                .isNotEqualTo(before.threads().get("job:job-8f21"));
    }

    private Board board(List<Entry> entries, Filter filter) {
        return boards.of(state(LIVE, entries), filter, NOW, Map.of());
    }

    @Test
    void while_entries_stay_only_time_and_filter_are_worked_out_again() {
        List<Entry> entries = List.of(
                Samples.job("j1", "started", "job-1", "write_tests", Samples.minutes(1), false),
                Samples.sync("s1", "success", "sync-1", "proj-1", "afe127c", Samples.minutes(5), true));
        InboxState state = state(LIVE, entries);
        Board before = boards.of(state, Filter.ALL, NOW, Map.of());
        Filter unread = new Filter(new Scope.All(), true, "");
        Instant later = NOW.plus(Duration.ofHours(1));

        assertThat(boards.after(before, state, Filter.ALL, NOW).rows()).isSameAs(before.rows());
        assertThat(boards.after(before, state, unread, later)).isEqualTo(boards.of(state, unread, later, Map.of()));
        assertThat(before.tally().runningByFamily()).isNotEmpty();
        assertThat(boards.after(before, state, Filter.ALL, later).tally().runningByFamily())
                .isEmpty();
        InboxState more = state(LIVE, entries.subList(0, 1));
        assertThat(boards.after(before, more, Filter.ALL, NOW).rows()).hasSize(1);
    }
}
