package dev.hivesync.desktop.board;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Layers;
import dev.hivesync.inbox.Snooze;
import dev.hivesync.inbox.Until;
import dev.hivesync.wire.Family;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Where the list puts what is pinned, put off and back, and what counts.
class HandledBoardsTest {

    private static final Filter SNOOZED = new Filter(new Scope.Snoozed(), false, "");

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Moments moments = new Moments(texts, ZoneOffset.UTC);
    private final List<SavedView> views = List.of(
            new SavedView("jobs", Family.AI_JOB, null, false, ""),
            new SavedView("second", null, "proj-2", true, ""),
            new SavedView("tests", null, null, false, "write_tests"));
    private Settings settings = Settings.DEFAULT.views(views);

    private final List<Entry> entries = List.of(
            job("1", "completed", "a", "x", minutes(1), false),
            job("2", "completed", "b", "write_tests", minutes(2), true),
            sync("3", "failed", "c", "proj-2", "abc", minutes(3), false),
            job("4", "started", "d", "x", minutes(4), false));

    private Boards boards() {
        return new Boards(new Wording(texts, moments), moments, () -> settings);
    }

    private static Handling pinned(String thread) {
        return new Handling(thread, NOW, null);
    }

    private static Handling asleep(String thread) {
        return new Handling(thread, null, new Snooze(NOW, new Until.Move(), null));
    }

    private static Handling back(String thread, Instant woken) {
        return new Handling(thread, null, new Snooze(NOW, new Until.Move(), woken));
    }

    private InboxState state(Handling... handlings) {
        Map<String, Handling> byThread = new HashMap<>();
        for (Handling handling : handlings) {
            byThread.put(handling.thread(), handling);
        }
        return dev.hivesync.desktop.Samples.state(LIVE, entries).handled(byThread);
    }

    private Board board(Filter filter, Handling... handlings) {
        return boards().of(state(handlings), filter, NOW, Map.of());
    }

    private static List<String> keys(Board board) {
        return board.rows().stream().map(row -> row.thread().key()).toList();
    }

    @Test
    void pinned_ones_stand_on_top_as_a_group_of_their_own() {
        Board board = board(Filter.ALL, pinned("sync:c"), pinned("job:d"));

        assertThat(keys(board)).containsExactly("sync:c", "job:d", "job:a", "job:b");
        assertThat(board.rows().stream().map(Row::opens).map(HandledBoardsTest::kind))
                .containsExactly("pinned", "", "day", "");
        assertThat(board.tally().unread()).isEqualTo(board(Filter.ALL).tally().unread());
    }

    private static String kind(@Nullable Heading heading) {
        return switch (heading) {
            case null -> "";
            case Heading.Pinned() -> "pinned";
            case Heading.Day _ -> "day";
        };
    }

    @Test
    void what_is_put_off_leaves_the_list_the_badges_the_ribbon_and_the_spinners() {
        Board board = board(Filter.ALL, asleep("job:a"), asleep("sync:c"), asleep("job:d"));

        assertThat(keys(board)).containsExactly("job:b");
        assertThat(board.tally().unread()).isZero();
        assertThat(board.tally().unreadByFamily()).isEmpty();
        assertThat(board.tally().unreadByProject()).isEmpty();
        assertThat(board.tally().runningByFamily()).isEmpty();
        assertThat(board.tally().failedSync()).isEmpty();
        assertThat(board.tally().snoozed()).isEqualTo(3);
        assertThat(board.tally().unreadByView().values()).containsOnly(0);
        for (Filter filter : List.of(
                new Filter(new Scope.Unread(), false, ""),
                new Filter(new Scope.Task(Family.REPO_SYNC), false, ""),
                new Filter(new Scope.Project("proj-2"), false, ""))) {
            assertThat(keys(board(filter, asleep("job:a"), asleep("sync:c"), asleep("job:d"))))
                    .isEmpty();
        }
    }

    @Test
    void a_view_of_its_own_lists_it_and_nothing_else() {
        assertThat(keys(board(SNOOZED, asleep("sync:c"), pinned("job:a")))).containsExactly("sync:c");
    }

    @Test
    void what_came_back_stands_where_it_came_back_and_counts_though_it_was_read() {
        Board board = board(Filter.ALL, back("job:b", NOW));

        assertThat(keys(board)).containsExactly("job:b", "job:a", "sync:c", "job:d");
        assertThat(board.rows().getFirst().unread()).isTrue();
        assertThat(board.tally().unread()).isEqualTo(4);
        assertThat(keys(board(new Filter(new Scope.Unread(), false, ""), back("job:b", NOW))))
                .contains("job:b");
    }

    @Test
    void what_came_back_and_is_muted_counts_nowhere() {
        settings = settings.loudness("ai_job_completed", Loudness.MUTED, Loudness.TOAST);
        assertThat(board(Filter.ALL, back("job:b", NOW)).rows().getFirst().unread())
                .isFalse();
    }

    @Test
    void saved_views_count_what_is_unread_in_them() {
        assertThat(board(Filter.ALL).tally().unreadByView()).isEqualTo(Map.of("jobs", 2, "second", 1, "tests", 0));
        assertThat(board(Filter.ALL, back("job:b", NOW)).tally().unreadByView())
                .isEqualTo(Map.of("jobs", 3, "second", 1, "tests", 1));
    }

    @Test
    void step_by_step_comes_to_the_same_as_from_the_ground_up() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Filter> filters = List.of(
                    Filter.ALL,
                    SNOOZED,
                    new Filter(new Scope.Unread(), false, ""),
                    new Filter(new Scope.All(), false, "completed"));
            List<Entry> many = new ArrayList<>();
            IntStream.range(0, 30)
                    .forEach(i -> many.add(job(
                            "e" + i, i % 3 == 0 ? "failed" : "completed", "t" + i, "x", minutes(i * 90L), i % 2 == 0)));
            Layers<String, Handling> handlings = Layers.of(Map.of());
            InboxState state = dev.hivesync.desktop.Samples.state(LIVE, many);
            Boards stepwise = boards();
            Board board = stepwise.of(state.handled(handlings), Filter.ALL, NOW, Map.of());
            for (int step = 0; step < 40; step++) {
                String thread = "job:t" + random.nextInt(30);
                handlings = switch (random.nextInt(4)) {
                    case 0 -> handlings.with(Map.of(thread, pinned(thread)), List.of());
                    case 1 -> handlings.with(Map.of(thread, asleep(thread)), List.of());
                    case 2 ->
                        handlings.with(
                                Map.of(thread, back(thread, NOW.minusSeconds(random.nextInt(90_000)))), List.of());
                    default -> handlings.containsKey(thread) ? handlings.with(Map.of(), List.of(thread)) : handlings;
                };
                Filter filter = filters.get(random.nextInt(filters.size()));
                InboxState next = state.handled(handlings);
                board = stepwise.after(board, next, filter, NOW);
                Board fresh = boards().of(next, filter, NOW, Map.of());
                assertThat(board.rows()).as("seed %d, step %d", seed, step).isEqualTo(fresh.rows());
                assertThat(board.tally()).as("seed %d, step %d", seed, step).isEqualTo(fresh.tally());
            }
        }
    }
}
