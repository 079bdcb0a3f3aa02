package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.row;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user decides about threads lasts, belongs to the account, and loses no event.
class HandlingTest {

    private static final String A = "job:job-a";
    private static final String B = "job:job-b";
    private static final Until TOMORROW = new Until.WallClock(LocalDateTime.parse("2026-11-24T09:00"));

    @TempDir
    private Path home;

    private Ledger ledger;
    private final List<Change> changes = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(file(), () -> NOW);
        ledger.signIn("one", "u-1", NOW);
        join(new Fact.Fetched(ledger.state().place(), page("c1", false, unread("a", 1), unread("b", 2)), null), NOW);
        changes.clear();
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private Path file() {
        return home.resolve("inbox.db");
    }

    private void reopen() throws IOException, SQLException, NewerDataException {
        ledger.close();
        ledger = Ledger.open(file(), () -> NOW);
    }

    private void join(Fact fact, Instant at) throws IOException, SQLException {
        ledger.join(List.of(fact), at).ifPresent(step -> changes.addAll(step.changes()));
    }

    private void decide(Decision decision, String... threads) throws IOException, SQLException {
        join(new Fact.Decided(Set.of(threads), decision), NOW);
    }

    private Handling of(String thread) {
        return ledger.state().handling(thread);
    }

    @Test
    void a_pin_lasts_and_is_taken_off() throws Exception {
        decide(new Decision.Pin(), A, B);
        reopen();
        assertThat(of(A).pinned()).isEqualTo(NOW);

        decide(new Decision.Unpin(), A);
        reopen();

        assertThat(ledger.state().handlings()).containsOnlyKeys(B);
        assertThat(changes).isEmpty();
    }

    @Test
    void each_kind_of_snooze_lasts_as_it_was_asked_for() throws Exception {
        List<Until> kinds = List.of(TOMORROW, new Until.Moment(NOW.plusSeconds(3600)), new Until.Move());
        for (Until until : kinds) {
            decide(new Decision.PutOff(until), A);
            reopen();
            assertThat(of(A).snooze()).isEqualTo(new Snooze(NOW, until, null));
            assertThat(of(A).asleep()).isTrue();
        }
        assertThat(changes).containsExactly(new Change.PutOff(List.of(A)));
    }

    @Test
    void what_comes_back_tells_of_it_once_whatever_is_repeated() throws Exception {
        decide(new Decision.PutOff(TOMORROW), A);
        Handling found = of(A);
        changes.clear();

        join(new Fact.Woken(List.of(found)), NOW.plusSeconds(9));
        join(new Fact.Woken(List.of(found)), NOW.plusSeconds(10));
        reopen();
        join(new Fact.Woken(List.of(found)), NOW.plusSeconds(11));

        assertThat(changes).containsExactly(new Change.CameBack(List.of(A)));
        assertThat(of(A).woken()).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    void one_that_was_put_off_anew_meanwhile_stays_away() throws Exception {
        decide(new Decision.PutOff(TOMORROW), A);
        Handling found = of(A);
        join(new Fact.Decided(Set.of(A), new Decision.PutOff(new Until.Move())), NOW.plusSeconds(1));
        changes.clear();

        join(new Fact.Woken(List.of(found)), NOW.plusSeconds(2));

        assertThat(of(A).asleep()).isTrue();
        assertThat(changes).isEmpty();
    }

    @Test
    void news_of_the_thread_bring_it_back_in_the_same_step_and_those_of_low_priority_do_not() throws Exception {
        for (Until until : List.of(TOMORROW, new Until.Move())) {
            decide(new Decision.PutOff(until), A);
            changes.clear();
            pushed(until + "low", "ai_job_started", ledger.state().revision() + 1);
            assertThat(of(A).asleep()).isTrue();

            pushed(until + "high", "ai_job_failed", ledger.state().revision() + 1);

            assertThat(of(A).woken()).isEqualTo(NOW);
            assertThat(changes).hasSize(2).allMatch(Change.Arrived.class::isInstance);
        }
    }

    private void pushed(String id, String type, long revision) throws Exception {
        Notification known = row("a", type, revision, false);
        Notification news = new Notification(id, "u-1", "proj-1", type, known.payload(), NOW, null, revision);
        join(new Fact.Pushed(new LiveFrame("changed", revision, news)), NOW);
    }

    @Test
    void reading_it_settles_that_it_came_back_though_the_server_has_it_read_already() throws Exception {
        join(new Fact.Pushed(new LiveFrame("changed", 3, row("a", "ai_job_completed", 3, true))), NOW);
        decide(new Decision.PutOff(TOMORROW), A);
        join(new Fact.Read(Set.of("a")), NOW);
        assertThat(of(A).asleep()).as("reading ends no snooze").isTrue();
        join(new Fact.Woken(List.of(of(A))), NOW);

        join(new Fact.Read(Set.of("a")), NOW);

        assertThat(of(A).nothing()).isTrue();
        assertThat(ledger.state().outbox()).isEmpty();
    }

    @Test
    void read_elsewhere_settles_that_it_came_back() throws Exception {
        decide(new Decision.PutOff(TOMORROW), A);
        join(new Fact.Woken(List.of(of(A))), NOW);

        join(new Fact.Pushed(new LiveFrame("changed", 3, row("a", "ai_job_completed", 3, true))), NOW);

        assertThat(of(A).nothing()).isTrue();
    }

    @Test
    void a_decision_about_snoozes_is_taken_back_to_what_was() throws Exception {
        decide(new Decision.PutOff(new Until.Move()), A);
        List<Handling> before = List.of(of(A), of(B));
        decide(new Decision.PutOff(TOMORROW), A, B);

        join(new Fact.Restored(before), NOW);

        assertThat(of(A).snooze()).isEqualTo(new Snooze(NOW, new Until.Move(), null));
        assertThat(of(B).nothing()).isTrue();
    }

    @Test
    void pinned_and_put_off_ones_outlast_their_age_and_the_servers_copy() throws Exception {
        decide(new Decision.Pin(), A);
        decide(new Decision.PutOff(new Until.Move()), B);
        InboxState state = ledger.state();
        assertThat(Retention.due(state, NOW.plus(Duration.ofDays(400)), 10)).isEmpty();
        Notification other = unread("c", 3);

        join(new Fact.Reconciled(state, List.of(page("c2", false, other)), null), NOW);
        assertThat(ledger.state().entries()).containsOnlyKeys("a", "b", "c");

        decide(new Decision.Unpin(), A);
        join(new Fact.Reconciled(ledger.state(), List.of(page("c3", false, other)), null), NOW);
        assertThat(ledger.state().entries()).containsOnlyKeys("b", "c");
    }

    @Test
    void age_counts_again_once_it_is_not_pinned() throws Exception {
        InboxState state = ledger.state();
        Instant late = Instant.parse("2027-06-01T00:00:00Z");
        page("c9", false);
        join(
                new Fact.Fetched(
                        state.place(),
                        new dev.hivesync.wire.Page(List.of(), new dev.hivesync.wire.Cursor("c9"), false, 0, 0, late),
                        null),
                NOW);
        decide(new Decision.Pin(), A);
        assertThat(Retention.due(ledger.state(), late, 10)).containsExactly("b");
        decide(new Decision.Unpin(), A);
        assertThat(Retention.due(ledger.state(), late, 10)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void what_is_forgotten_leaves_no_mark_behind() throws Exception {
        decide(new Decision.PutOff(TOMORROW), A);
        join(new Fact.Woken(List.of(of(A))), NOW);

        join(new Fact.Reconciled(ledger.state(), List.of(page("c2", false)), null), NOW);

        assertThat(ledger.state().handlings()).isEmpty();
    }

    @Test
    void each_account_has_its_own() throws Exception {
        decide(new Decision.Pin(), A);
        Optional<Step> away = ledger.signIn("two", "u-2", NOW);
        assertThat(away).isPresent();
        assertThat(ledger.state().handlings()).isEmpty();
        decide(new Decision.PutOff(TOMORROW), B);

        ledger.signIn("one", "u-1", NOW);
        assertThat(ledger.state().handlings()).containsOnlyKeys(A);
        ledger.signIn("two", "u-2", NOW);
        assertThat(ledger.state().handlings()).containsOnlyKeys(B);
    }

    @Test
    void a_damaged_file_gives_them_back() throws Exception {
        decide(new Decision.Pin(), A);
        decide(new Decision.PutOff(TOMORROW), B);
        ledger.close();
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, 0, 200, (byte) 3);
        Files.write(file(), bytes);

        ledger = Ledger.open(file(), () -> NOW);

        assertThat(ledger.state().disk().rebuilt()).isNotNull();
        assertThat(of(A).pinned()).isEqualTo(NOW);
        assertThat(of(B).snooze()).isEqualTo(new Snooze(NOW, TOMORROW, null));
        reopen();
        assertThat(ledger.state().handlings()).containsOnlyKeys(A, B);
    }

    @Test
    void thousands_are_decided_in_one_step_and_undone_in_one() throws Exception {
        Notification[] rows = new Notification[5_000];
        List<String> threads = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = unread("x" + i, 10 + i);
            threads.add("job:job-x" + i);
        }
        join(new Fact.Fetched(ledger.state().place(), page("c5", false, rows), null), NOW);
        decide(new Decision.PutOff(TOMORROW), threads.toArray(String[]::new));
        reopen();
        assertThat(ledger.state().handlings()).hasSize(5_000);

        join(new Fact.Restored(threads.stream().map(Handling::none).toList()), NOW);
        reopen();

        assertThat(ledger.state().handlings()).isEmpty();
    }

    @Test
    void the_servers_answer_to_a_mark_changes_no_decision() throws Exception {
        decide(new Decision.Pin(), A);
        join(new Fact.Read(Set.of("a")), NOW);
        OutboxItem item = ledger.state().outbox().getFirst();
        join(new Fact.Delivered(List.of("a"), Mark.READ, item.seq(), new Api.Marked(1, NOW, 1, 5)), NOW);
        assertThat(of(A).pinned()).isEqualTo(NOW);
        assertThat(ledger.state().outbox()).isEmpty();
    }
}
