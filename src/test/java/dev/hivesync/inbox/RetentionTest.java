package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What has had its time goes, and stays away.
class RetentionTest {

    @TempDir
    private Path home;

    private Ledger ledger;
    private final List<Change> changes = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(home.resolve("inbox.db"), () -> NOW);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private static Notification aged(String id, long revision, int days, boolean read) {
        Notification row = read ? Rows.read(id, revision) : Rows.unread(id, revision);
        return new Notification(
                id,
                row.userId(),
                row.projectId(),
                row.type(),
                row.payload(),
                NOW.minus(Duration.ofDays(days)),
                row.readAt(),
                revision);
    }

    private void join(Fact fact) throws Exception {
        ledger.join(List.of(fact), NOW).ifPresent(step -> changes.addAll(step.changes()));
    }

    private void fetched(String cursor, Instant serverTime, Notification... rows) throws Exception {
        Page page = new Page(List.of(rows), new Cursor(cursor), false, 0, 0, serverTime);
        join(new Fact.Fetched(ledger.state().place(), page, null));
    }

    private void sweep(Instant now) throws Exception {
        Optional<Step> step = ledger.sweep(now);
        while (step.isPresent()) {
            changes.addAll(step.get().changes());
            step = ledger.sweep(now);
        }
    }

    @Test
    void read_ones_go_after_30_days_and_all_after_90() throws Exception {
        fetched(
                "c1",
                NOW,
                aged("read 29", 1, 29, true),
                aged("read 31", 2, 31, true),
                aged("unread 89", 3, 89, false),
                aged("unread 91", 4, 91, false));
        changes.clear();

        sweep(NOW);

        assertThat(ledger.state().entries()).containsOnlyKeys("read 29", "unread 89");
        assertThat(ledger.state().unread()).isEqualTo(1);
        assertThat(ledger.state().cursor()).isEqualTo(new Cursor("c1"));
        assertThat(ledger.state().revision()).isEqualTo(4);
        assertThat(changes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Forgotten.class,
                        gone -> assertThat(gone.ids()).containsExactlyInAnyOrder("read 31", "unread 91"));
    }

    @Test
    void a_clock_set_wrong_empties_nothing() throws Exception {
        fetched("c1", NOW, aged("a", 1, 1, false), aged("b", 2, 1, true));

        sweep(NOW.plus(Duration.ofDays(3_650)));

        assertThat(ledger.state().entries()).containsOnlyKeys("a", "b");
    }

    @Test
    void what_a_wish_waits_for_stays_until_that_is_settled() throws Exception {
        fetched("c1", NOW, aged("a", 1, 91, false));
        join(new Fact.Read(Set.of("a")));
        sweep(NOW);
        assertThat(ledger.state().entries()).containsOnlyKeys("a");

        join(new Fact.Delivered(List.of("a"), Mark.READ, 1, new Api.Marked(1, NOW, 0, 2)));
        sweep(NOW);
        assertThat(ledger.state().entries()).isEmpty();
    }

    @Test
    void what_was_dropped_never_arrives_again() throws Exception {
        fetched("c1", NOW, aged("old", 1, 31, true));
        sweep(NOW);
        changes.clear();
        ledger.close();
        ledger = Ledger.open(home.resolve("inbox.db"), () -> NOW);

        join(new Fact.Pushed(new LiveFrame("changed", 2, aged("old", 2, 31, true))));
        fetched("c2", NOW, aged("old", 3, 31, true));
        join(new Fact.Reconciled(
                ledger.state(),
                List.of(new Page(List.of(aged("old", 3, 31, true)), new Cursor("c3"), false, 0, 0, NOW)),
                null));

        assertThat(changes).isEmpty();
        assertThat(ledger.state().entries()).isEmpty();
        assertThat(ledger.state().cursor()).isEqualTo(new Cursor("c3"));
    }

    @Test
    void one_that_is_marked_unread_elsewhere_is_listed_again_and_is_no_news() throws Exception {
        fetched("c1", NOW, aged("old", 1, 31, true));
        sweep(NOW);
        changes.clear();

        fetched("c2", NOW, aged("old", 2, 31, false));

        assertThat(ledger.state().unread()).isEqualTo(1);
        assertThat(changes).isEmpty();
    }

    @Test
    void a_live_frame_that_brings_nothing_back_counts_for_nothing() throws Exception {
        fetched("c1", NOW, aged("old", 1, 31, true));
        sweep(NOW);

        join(new Fact.Pushed(new LiveFrame("changed", 2, aged("old", 2, 31, false))));

        assertThat(ledger.state().revision()).as("the next poll brings it").isEqualTo(1);
    }

    @Test
    void what_was_dropped_is_remembered_for_as_long_as_the_server_may_have_it() throws Exception {
        fetched("c1", NOW, aged("old", 1, 31, true));
        sweep(NOW);
        sweep(NOW.plus(Duration.ofDays(89)));
        fetched("c2", NOW, aged("old", 2, 31, true));
        assertThat(ledger.state().entries()).isEmpty();

        sweep(NOW.plus(Duration.ofDays(91)));
        fetched("c3", NOW, aged("old", 3, 31, true));
        assertThat(ledger.state().entries()).containsOnlyKeys("old");
    }

    @Test
    void beyond_the_local_bound_read_ones_go_first_and_the_oldest_of_them() throws Exception {
        int more = 2_500;
        for (int from = 0; from < Retention.MOST + more; from += 10_000) {
            fetched("c" + from, NOW, bulk(from, Math.min(10_000, Retention.MOST + more - from)));
        }
        assertThat(ledger.sweepDue(NOW)).isTrue();
        assertThat(ledger.sweep(NOW)).isPresent();
        assertThat(ledger.state().entries()).as("one slice").hasSize(Retention.MOST + more - 1_000);
        sweep(NOW);

        assertThat(ledger.state().entries()).hasSize(Retention.MOST).doesNotContainKeys("n-1", "n-4999");
        assertThat(ledger.state().entries()).containsKeys("n-0", "n-4998", "n-5001");
        assertThat(ledger.state().unread()).isEqualTo((Retention.MOST + more) / 2);
    }

    /// Every second one is read; the higher the number, the younger.
    private static Notification bulk(int i) {
        Notification row = i % 2 == 1 ? Rows.read("n-" + i, i + 1) : Rows.unread("n-" + i, i + 1);
        return new Notification(
                row.notificationId(),
                row.userId(),
                row.projectId(),
                row.type(),
                row.payload(),
                NOW.minus(Duration.ofDays(10)).plusSeconds(i),
                row.readAt(),
                row.revision());
    }

    @Test
    void what_comes_goes_before_what_has_had_its_time_until_that_is_too_much() throws Exception {
        int most = Retention.MOST;
        fetched("c1", NOW, bulk(0, most));
        ledger.close();

        List<Integer> sizes = new CopyOnWriteArrayList<>();
        CountDownLatch waiting = new CountDownLatch(1);
        try (Inbox inbox = Inbox.open(home.resolve("inbox.db"), () -> NOW)) {
            inbox.observe(step -> {
                sizes.add(step.state().entries().size() - most);
                await(waiting);
            });
            pushed(most, 2_000).forEach(inbox::accept);
            inbox.accept(new Fact.Fetched(
                    inbox.state().place(),
                    new Page(List.of(bulk(most + 10_000, 10_000)), new Cursor("c2"), true, 0, 0, NOW),
                    null));
            pushed(most + 2_000, 1_999).forEach(inbox::accept);
            waiting.countDown();
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> sizes.size() > 1 && sizes.getLast() == 0);
        }

        assertThat(sizes)
                .startsWith(0, 1_000, 2_000)
                .as("more than a tenth too many: a slice goes after each batch")
                .containsSubsequence(2_000, 12_999, 11_999, 12_999, 11_999, 10_999, 9_999);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Notification[] bulk(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(RetentionTest::bulk).toArray(Notification[]::new);
    }

    private static List<Fact> pushed(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(RetentionTest::bulk)
                .<Fact>map(row -> new Fact.Pushed(new LiveFrame("changed", row.revision(), row)))
                .toList();
    }

    @Test
    void the_inbox_sweeps_by_its_clock() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        InstantSource clock = now::get;
        List<Step> steps = new CopyOnWriteArrayList<>();
        try (Inbox inbox = Inbox.open(home.resolve("clock.db"), clock)) {
            var _ = inbox.submit(new Fact.Fetched(
                            inbox.state().place(),
                            new Page(List.of(aged("a", 1, 29, true)), new Cursor("c1"), false, 0, 0, NOW),
                            null))
                    .join();
            inbox.observe(steps::add);
            var _ = inbox.submit(new Fact.Read(Set.of())).join();
            Instant later = NOW.plus(Duration.ofDays(2));
            now.set(later);
            var _ = inbox.submit(new Fact.Fetched(
                            inbox.state().place(), new Page(List.of(), new Cursor("c2"), false, 0, 0, later), null))
                    .join();

            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
                now.updateAndGet(then -> then.plus(Duration.ofHours(2)));
                return inbox.submit(new Fact.Read(Set.of())).join().entries().isEmpty();
            });
            assertThat(steps.getLast().changes()).containsExactly(new Change.Forgotten(List.of("a")));
        }
    }
}
