package dev.hivesync.alerts;

import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.notice;
import static dev.hivesync.desktop.Samples.preview;
import static dev.hivesync.desktop.Samples.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToastPolicyTest {

    private static final Entry DONE = job("a", "completed", "job-1", "document_function", Duration.ZERO, false);
    private static final Entry FAILED = sync("b", "failed", "sync-1", "proj-1", "afe127c", Duration.ZERO, false);
    private static final Entry READY = preview("c", "ready", "ABC123", Duration.ZERO, false);

    @Test
    void medium_goes_after_5_s_high_after_10_s_and_a_failure_stays() {
        Showing showing = arrived(Showing.NONE, NOW, DONE, READY, FAILED);
        assertThat(keys(showing, 4_999)).containsExactly("job:job-1", "preview:ABC123", "sync:sync-1");
        assertThat(keys(showing, 5_000)).containsExactly("preview:ABC123", "sync:sync-1");
        assertThat(keys(showing, 10_000)).containsExactly("sync:sync-1");
        assertThat(keys(showing, 86_400_000)).containsExactly("sync:sync-1");
        assertThat(showing.nextExpiry()).contains(NOW.plusSeconds(5));
    }

    @Test
    void more_than_three_in_800_ms_become_one_summary() {
        Showing showing = Showing.NONE;
        for (int i = 0; i < 6; i++) {
            showing = arrived(showing, NOW.plusMillis(i * 100L), done(i));
        }
        assertThat(showing.toasts()).singleElement().satisfies(toast -> {
            assertThat(toast.summary()).isTrue();
            assertThat(toast.entries()).hasSize(6);
        });
    }

    @Test
    void a_slow_trickle_is_no_burst_and_folds_above_three() {
        Showing showing = Showing.NONE;
        for (int i = 0; i < 5; i++) {
            showing = arrived(showing, NOW.plusMillis(i * 400L), done(i));
        }
        assertThat(showing.visible()).extracting(Toast::key).containsExactly("job:job-2", "job:job-3", "job:job-4");
        assertThat(showing.more()).isEqualTo(2);
    }

    @Test
    void a_summary_with_a_failure_stays() {
        Showing showing = arrived(Showing.NONE, NOW, done(1), done(2), done(3), FAILED);
        assertThat(showing.toasts()).singleElement().satisfies(toast -> {
            assertThat(toast.failures()).isEqualTo(1);
            assertThat(toast.until()).isNull();
        });
    }

    @Test
    void a_threads_newer_toast_replaces_its_older() {
        Entry retried = job("a2", "failed", "job-1", "document_function", Duration.ZERO, false);
        Showing showing = arrived(arrived(Showing.NONE, NOW, DONE), NOW.plusSeconds(2), retried);
        assertThat(showing.toasts()).singleElement().extracting(Toast::latest).isEqualTo(retried);
    }

    @Test
    void read_anywhere_withdraws_it_also_out_of_a_summary() {
        Showing single = arrived(Showing.NONE, NOW, DONE, FAILED);
        assertThat(ToastPolicy.withdrawn(single, Set.of("b")).toasts())
                .extracting(Toast::key)
                .containsExactly("job:job-1");
        Showing summary = arrived(Showing.NONE, NOW, done(1), done(2), done(3), done(4));
        Showing fewer = ToastPolicy.withdrawn(summary, Set.of("x1", "x2", "x3"));
        assertThat(fewer.toasts())
                .singleElement()
                .satisfies(toast -> assertThat(toast.summary()).isFalse());
        assertThat(ToastPolicy.withdrawn(fewer, Set.of("x4")).toasts()).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_keeps_no_toast_for_as_long_as_it_was_wrong() {
        Showing showing = arrived(Showing.NONE, NOW, DONE);
        assertThat(ToastPolicy.elapsed(showing, NOW.minusSeconds(3_600)).toasts())
                .isEmpty();
    }

    @Test
    void no_time_runs_while_paused() {
        Showing showing = arrived(Showing.NONE, NOW, DONE);
        Showing paused = ToastPolicy.paused(showing, NOW.plusSeconds(2));
        assertThat(paused.nextExpiry()).isEmpty();
        assertThat(ToastPolicy.elapsed(paused, NOW.plusSeconds(600)).toasts()).hasSize(1);
        Showing late = arrived(paused, NOW.plusSeconds(60), READY);
        Showing resumed = ToastPolicy.resumed(late, NOW.plusSeconds(62));
        assertThat(resumed.toasts()).extracting(Toast::until).containsExactly(NOW.plusSeconds(65), NOW.plusSeconds(72));
    }

    @Test
    void a_window_that_opens_now_shows_what_would_be_up() {
        Instant arrived = NOW.plusMillis(700);
        List<Entry> known = List.of(
                job("1", "completed", "old", "x", Duration.ofSeconds(6), false),
                job("2", "completed", "new", "x", Duration.ofSeconds(4), false),
                preview("4", "ready", "HIGH", Duration.ofSeconds(9), false),
                sync("5", "failed", "recent", "proj-1", "a", Duration.ofSeconds(50), false),
                sync("6", "failed", "stale", "proj-1", "a", Duration.ofSeconds(61), false),
                notice("7", "worker_unavailable", "m", Duration.ofSeconds(1), false));
        Showing showing = ToastPolicy.present(known, arrived);
        assertThat(showing.toasts())
                .extracting(Toast::key)
                .containsExactly("sync:recent", "preview:HIGH", "job:new", "7");
    }

    @Test
    void what_is_gathered_is_one_summary_that_takes_its_threads_toasts_in_and_grows() {
        Showing before = arrived(Showing.NONE, NOW, done(1));
        Showing gathered =
                ToastPolicy.gathered(before, Toast.AWAY, List.of(done(1), done(2)), Place.WINDOW, NOW.plusSeconds(1));
        assertThat(gathered.toasts()).extracting(Toast::key).containsExactly(Toast.AWAY);
        Showing more =
                ToastPolicy.gathered(gathered, Toast.AWAY, List.of(done(3), done(4)), Place.WINDOW, NOW.plusSeconds(2));
        assertThat(more.toasts()).singleElement().satisfies(toast -> {
            assertThat(toast.entries()).hasSize(4);
            assertThat(toast.until()).isEqualTo(NOW.plusSeconds(7));
        });
        assertThat(ToastPolicy.gathered(Showing.NONE, Toast.DIGEST, List.of(done(1)), Place.WINDOW, NOW)
                        .toasts())
                .extracting(Toast::key)
                .containsExactly("job:job-1");
    }

    private static Entry done(int i) {
        return job("x" + i, "completed", "job-" + i, "write_tests", Duration.ZERO, false);
    }

    private static Showing arrived(Showing showing, Instant now, Entry... entries) {
        return ToastPolicy.arrived(showing, List.of(entries), Place.WINDOW, now);
    }

    private static List<String> keys(Showing showing, long millis) {
        return ToastPolicy.elapsed(showing, NOW.plusMillis(millis)).toasts().stream()
                .map(Toast::key)
                .toList();
    }

    @Test
    void a_burst_of_one_thread_is_one_toast() {
        Entry[] same = IntStream.range(0, 9)
                .mapToObj(i -> job("s" + i, "completed", "job-1", "write_tests", Duration.ZERO, false))
                .toArray(Entry[]::new);
        assertThat(arrived(Showing.NONE, NOW, same).toasts())
                .singleElement()
                .extracting(Toast::summary)
                .isEqualTo(false);
    }

    @Test
    void the_first_fill_of_a_large_inbox_is_one_summary() {
        Showing showing = Showing.NONE;
        for (int page = 0; page < 10; page++) {
            Entry[] rows = IntStream.range(page * 500, page * 500 + 500)
                    .mapToObj(ToastPolicyTest::done)
                    .toArray(Entry[]::new);
            showing = arrived(showing, NOW.plusMillis(page * 1_500L), rows);
            assertThat(showing.toasts()).hasSize(1);
        }
        assertThat(showing.toasts())
                .singleElement()
                .satisfies(toast -> assertThat(toast.summary()).isTrue());
    }

    @Test
    void what_piled_up_while_offline_is_one_summary_beside_the_toasts_of_before() {
        Showing before = arrived(Showing.NONE, NOW, FAILED);
        Entry[] rows = IntStream.range(0, 300).mapToObj(ToastPolicyTest::done).toArray(Entry[]::new);

        Showing after = arrived(before, NOW.plusSeconds(3_600), rows);

        assertThat(after.toasts()).hasSize(2);
        assertThat(after.toasts().getLast().entries()).hasSize(300);
    }
}
