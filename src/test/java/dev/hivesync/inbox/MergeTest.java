package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.read;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final Circumstances AT = new Circumstances(NOW, Set.of(), new Texts());

    private InboxState state = InboxState.EMPTY;
    private final List<Change> changes = new ArrayList<>();

    private void join(Fact... facts) {
        for (Fact fact : facts) {
            Outcome outcome = Merge.join(state, List.of(fact), AT);
            state = outcome.state();
            changes.addAll(outcome.changes());
        }
    }

    private static Fact live(Notification row) {
        return new Fact.Pushed(new LiveFrame("changed", row.revision(), row));
    }

    /// Read from wherever the state stands.
    private void fetched(String cursor, Notification... rows) {
        join(new Fact.Fetched(state.place(), page(cursor, false, rows), "etag-" + cursor));
    }

    private void delivered(Mark mark, long revision, String... ids) {
        join(new Fact.Delivered(List.of(ids), mark, state.nextSeq() - 1, new Api.Marked(ids.length, NOW, 0, revision)));
    }

    @Test
    void a_live_row_shows_at_once_and_leaves_the_cursor_where_it_was() {
        fetched("c1", unread("a", 1));

        join(live(unread("c", 3)));

        assertThat(state.entries()).containsKeys("a", "c");
        assertThat(state.cursor()).isEqualTo(new Cursor("c1"));
        assertThat(state.revision()).isEqualTo(1);
    }

    @Test
    void the_next_live_row_closes_no_hole_but_extends_what_is_complete() {
        fetched("c1", unread("a", 1));
        join(live(unread("b", 2)));

        assertThat(state.revision()).isEqualTo(2);
        assertThat(state.cursor()).isEqualTo(new Cursor("c1"));
    }

    @Test
    void a_wish_lies_over_the_row_until_the_server_has_answered() {
        fetched("c1", unread("a", 1));

        join(new Fact.Read(Set.of("a")));
        assertThat(state.unread()).isZero();
        assertThat(state.outbox()).extracting(OutboxItem::notificationId).containsExactly("a");

        fetched("c2", unread("a", 2));
        assertThat(state.unread()).isZero();

        delivered(Mark.READ, 3, "a");
        assertThat(state.outbox()).isEmpty();
        assertThat(state.unread()).isZero();

        fetched("c3", read("a", 3));
        assertThat(changes).containsExactly(changes.getFirst(), new Change.BecameRead(List.of("a")));
    }

    @Test
    void reading_twice_is_one_wish() {
        fetched("c1", unread("a", 1));
        join(new Fact.Read(Set.of("a")), new Fact.Read(Set.of("a")));

        assertThat(state.outbox()).hasSize(1);
    }

    @Test
    void the_newer_of_two_wishes_stays_when_the_older_is_answered() {
        fetched("c1", unread("a", 1));
        join(new Fact.Read(Set.of("a")));
        long sent = state.outbox().getLast().seq();
        join(new Fact.Unread(Set.of("a")));

        join(new Fact.Delivered(List.of("a"), Mark.READ, sent, new Api.Marked(1, NOW, 0, 2)));

        assertThat(state.unread()).isEqualTo(1);
        assertThat(state.outbox()).extracting(OutboxItem::mark).containsExactly(Mark.UNREAD);
    }

    @Test
    void read_elsewhere_withdraws_here() {
        fetched("c1", unread("a", 1));
        changes.clear();

        join(live(read("a", 2)));

        assertThat(changes).containsExactly(new Change.BecameRead(List.of("a")));
        assertThat(state.unread()).isZero();
    }

    @Test
    void reading_anew_forgets_what_the_server_no_longer_keeps_and_announces_nothing_twice() {
        fetched("c9", unread("old", 8), unread("kept", 9));
        changes.clear();

        join(new Fact.Reconciled(
                state, List.of(page("d1", true, unread("kept", 2)), page("d2", false, unread("new", 3))), "e"));

        assertThat(state.entries()).containsOnlyKeys("kept", "new");
        assertThat(state.entries().get("kept"))
                .extracting(e -> e.notification().revision())
                .isEqualTo(2L);
        assertThat(state.cursor()).isEqualTo(new Cursor("d2"));
        assertThat(state.unread()).isEqualTo(2);
    }

    @Test
    void what_arrived_live_while_reading_anew_is_kept() {
        InboxState before = state;
        join(live(unread("live", 50)));

        join(new Fact.Reconciled(before, List.of(page("d1", false)), "e"));

        assertThat(state.entries()).containsOnlyKeys("live");
    }

    @Test
    void an_answer_lies_over_every_row_that_is_older_than_it() {
        fetched("c1", unread("a", 1));
        join(new Fact.Read(Set.of("a")));
        delivered(Mark.READ, 9, "a");
        changes.clear();

        join(live(unread("a", 7)));
        assertThat(state.unread()).isZero();

        join(live(read("a", 9)), live(unread("a", 8)), live(unread("a", 12)));
        assertThat(changes).containsExactly(new Change.BecameUnread(List.of("a")));
    }

    @Test
    void an_answer_that_comes_after_newer_word_changes_nothing() {
        fetched("c1", unread("a", 1));
        join(new Fact.Read(Set.of("a")), live(unread("a", 12)));

        delivered(Mark.READ, 9, "a");

        assertThat(state.unread()).isEqualTo(1);
        assertThat(state.outbox()).isEmpty();
    }

    @Test
    void a_page_that_does_not_go_on_where_the_last_one_ended_moves_no_cursor() {
        Place start = state.place();
        fetched("c1", unread("a", 1));

        join(new Fact.Fetched(new Place("", new Cursor("c7")), page("c9", false, unread("i", 9)), "e"));
        join(new Fact.Fetched(start, page("c1", false, unread("a", 1)), "e"));

        assertThat(state.entries()).containsOnlyKeys("a", "i");
        assertThat(state.cursor()).isEqualTo(new Cursor("c1"));
        assertThat(state.revision()).isEqualTo(1);
    }

    @Test
    void what_was_read_for_another_account_is_dropped() {
        state = state.belongingTo("https://one u-1", "u-1");

        join(new Fact.Fetched(new Place("https://one u-2", Cursor.START), page("c1", false, unread("a", 1)), "e"));
        fetched("c2", Rows.of("u-2", unread("b", 1)));
        join(live(Rows.of("u-2", unread("c", 2))));

        assertThat(state.entries()).isEmpty();
        assertThat(state.cursor()).isNull();
    }

    @Test
    void a_reading_from_before_the_cursor_moved_is_dropped() {
        InboxState before = state;
        fetched("c1", unread("a", 1));

        join(new Fact.Reconciled(before, List.of(page("d1", false)), "e"));

        assertThat(state.entries()).containsOnlyKeys("a");
        assertThat(state.cursor()).isEqualTo(new Cursor("c1"));
    }

    @Test
    void what_came_live_while_reading_anew_is_not_undone_by_an_older_page() {
        fetched("c9", unread("a", 9));
        InboxState before = state;
        join(live(read("a", 12)));

        join(new Fact.Reconciled(before, List.of(page("d1", false, unread("a", 9))), "e"));

        assertThat(state.unread()).isZero();
    }

    @Test
    void an_answer_of_before_a_backup_was_restored_lies_over_nothing_of_after() {
        fetched("c9", unread("a", 19));
        join(new Fact.Unread(Set.of("a")), new Fact.Read(Set.of("a")), new Fact.Unread(Set.of("a")));
        delivered(Mark.UNREAD, 29, "a");
        join(new Fact.Reconciled(state, List.of(page("d1", false, unread("a", 19))), "e"));

        fetched("d2", read("a", 26));

        assertThat(state.unread()).isZero();
    }

    @Test
    void what_reading_anew_removed_does_not_come_back_with_a_late_frame() {
        fetched("c9", unread("a", 9));
        Fact anew = new Fact.Reconciled(state, List.of(page("d1", false)), "e");
        changes.clear();

        Outcome outcome = Merge.join(state, List.of(anew, live(unread("a", 10))), AT);

        assertThat(outcome.state().entries()).isEmpty();
        assertThat(outcome.changes()).containsExactly(new Change.Forgotten(List.of("a")));
    }

    @Test
    void wishes_for_what_reading_anew_removed_are_dropped() {
        fetched("c9", unread("a", 9));
        join(new Fact.Read(Set.of("a")));
        long sent = state.nextSeq() - 1;

        join(new Fact.Reconciled(state, List.of(page("d1", false)), "e"));
        join(new Fact.Delivered(List.of("a"), Mark.READ, sent, new Api.Marked(0, NOW, 0, 9)));

        assertThat(state.outbox()).isEmpty();
        assertThat(state.entries()).isEmpty();
    }

    @Test
    void a_wish_for_a_row_that_a_plugin_heard_of_first_waits_for_the_row() {
        join(new Fact.Read(Set.of("a")));
        assertThat(state.outbox()).hasSize(1);

        fetched("c1", unread("a", 1));

        assertThat(state.unread()).isZero();
        assertThat(((Change.Arrived) changes.getFirst()).entry().read()).isTrue();
    }

    @Test
    void of_several_wishes_for_one_row_the_last_is_sent() {
        fetched("c1", unread("a", 1), unread("b", 2));

        join(
                new Fact.Read(Set.of("a")),
                new Fact.Read(Set.of("b")),
                new Fact.Unread(Set.of("a")),
                new Fact.Read(Set.of("a")));

        assertThat(state.outbox()).extracting(OutboxItem::notificationId).containsExactly("b", "a");
        assertThat(state.outbox()).extracting(OutboxItem::mark).containsOnly(Mark.READ);
        assertThat(state.unread()).isZero();
    }

    @Test
    void a_refused_wish_is_parked_and_can_be_retried_or_given_up() {
        fetched("c1", unread("a", 1), unread("b", 2));
        join(new Fact.Read(Set.of("a", "b")));
        long sent = state.nextSeq() - 1;

        join(new Fact.Refused("a", sent, "422 INVALID_INPUT"), new Fact.Refused("b", sent, "422 INVALID_INPUT"));
        assertThat(state.waiting()).isFalse();
        assertThat(state.unread()).isZero();
        assertThat(state.entries().get("a")).extracting(Entry::refusal).isEqualTo("422 INVALID_INPUT");

        join(new Fact.Delivered(List.of("a", "b"), Mark.READ, sent, new Api.Marked(0, NOW, 0, 0)));
        assertThat(state.outbox())
                .as("a late answer settles nothing that was refused")
                .hasSize(2);

        join(new Fact.Retried(Set.of("a")), new Fact.GivenUp(Set.of("b")));
        assertThat(state.outbox()).singleElement().satisfies(item -> {
            assertThat(item.notificationId()).isEqualTo("a");
            assertThat(item.parked()).isNull();
            assertThat(item.seq()).isGreaterThan(sent);
        });
        assertThat(state.unread()).isEqualTo(1);
    }

    @Test
    void the_opposite_of_a_refused_wish_needs_no_sending() {
        fetched("c1", unread("a", 1));
        join(new Fact.Read(Set.of("a")));
        join(new Fact.Refused("a", state.nextSeq() - 1, "422 INVALID_INPUT"), new Fact.Unread(Set.of("a")));

        assertThat(state.outbox()).isEmpty();
        assertThat(state.unread()).isEqualTo(1);
    }

    @Test
    void a_live_row_that_is_not_the_frame_s_own_revision_extends_nothing() {
        fetched("c1", unread("a", 1));

        join(new Fact.Pushed(new LiveFrame("changed", 2, unread("b", 5))));

        assertThat(state.entries()).containsKey("b");
        assertThat(state.revision()).isEqualTo(1);
    }

    @Test
    void neighbouring_changes_of_one_kind_are_told_as_one() {
        fetched("c1", unread("a", 1), unread("b", 2), unread("c", 3));
        changes.clear();

        join(new Fact.Read(Set.of("a", "b", "c")));

        assertThat(changes).containsExactly(new Change.BecameRead(List.of("a", "b", "c")));
    }
}
