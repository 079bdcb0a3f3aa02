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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MergeTest {

    private InboxState state = InboxState.EMPTY;
    private final List<Change> changes = new ArrayList<>();

    private void join(Fact... facts) {
        Outcome outcome = Merge.join(state, List.of(facts), NOW);
        state = outcome.state();
        changes.addAll(outcome.changes());
    }

    private static Fact live(Notification row) {
        return new Fact.Pushed(new LiveFrame("changed", row.revision(), row));
    }

    private static Fact fetched(String cursor, Notification... rows) {
        return new Fact.Fetched(page(cursor, false, rows), "etag-" + cursor);
    }

    @RepeatedTest(50)
    void any_order_and_repetition_of_the_same_facts_ends_in_the_same_entries(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Fact> facts = new ArrayList<>();
        Map<String, Long> newest = new HashMap<>();
        for (long revision = 1; revision <= 40; revision++) {
            String id = "n-" + random.nextInt(12);
            Notification row = random.nextBoolean() ? read(id, revision) : unread(id, revision);
            facts.add(random.nextBoolean() ? live(row) : fetched("c" + revision, row));
            newest.put(id, revision);
        }
        facts.addAll(List.copyOf(facts));
        Collections.shuffle(facts, random);

        facts.forEach(this::join);

        assertThat(state.entries()).hasSameSizeAs(newest);
        newest.forEach((id, revision) -> assertThat(state.entries().get(id))
                .extracting(e -> e.notification().revision())
                .isEqualTo(revision));
        assertThat(changes.stream()
                        .filter(Change.Arrived.class::isInstance)
                        .map(change -> ((Change.Arrived) change).entry().id()))
                .containsExactlyInAnyOrderElementsOf(newest.keySet());
        assertThat((long) state.unread())
                .isEqualTo(state.entries().values().stream()
                        .filter(entry -> !entry.read())
                        .count());
    }

    @Test
    void a_live_row_shows_at_once_and_leaves_the_cursor_where_it_was() {
        join(fetched("c1", unread("a", 1)));

        join(live(unread("c", 3)));

        assertThat(state.entries()).containsKeys("a", "c");
        assertThat(state.cursor()).isEqualTo(new Cursor("c1"));
        assertThat(state.revision()).isEqualTo(1);
    }

    @Test
    void the_next_live_row_closes_no_hole_but_extends_what_is_complete() {
        join(fetched("c1", unread("a", 1)), live(unread("b", 2)));

        assertThat(state.revision()).isEqualTo(2);
        assertThat(state.cursor()).isEqualTo(new Cursor("c1"));
    }

    @Test
    void a_wish_lies_over_the_row_until_the_server_has_answered() {
        join(fetched("c1", unread("a", 1)));

        join(new Fact.Read(Set.of("a", "nobody-knows-me")));
        assertThat(state.unread()).isZero();
        assertThat(state.outbox()).extracting(OutboxItem::notificationId).containsExactly("a");

        join(fetched("c2", unread("a", 2)));
        assertThat(state.unread()).isZero();

        join(new Fact.Delivered(state.outbox(), new Api.Marked(1, NOW, 0, 3)));
        assertThat(state.outbox()).isEmpty();
        assertThat(state.unread()).isZero();

        join(fetched("c3", read("a", 3)));
        assertThat(changes).containsExactly(changes.getFirst(), new Change.BecameRead(List.of("a")));
    }

    @Test
    void reading_twice_is_one_wish() {
        join(fetched("c1", unread("a", 1)), new Fact.Read(Set.of("a")), new Fact.Read(Set.of("a")));

        assertThat(state.outbox()).hasSize(1);
    }

    @Test
    void the_newer_of_two_wishes_stays_when_the_older_is_answered() {
        join(fetched("c1", unread("a", 1)), new Fact.Read(Set.of("a")));
        List<OutboxItem> first = state.outbox();
        join(new Fact.Unread(Set.of("a")));

        join(new Fact.Delivered(first, new Api.Marked(1, NOW, 0, 2)));

        assertThat(state.unread()).isEqualTo(1);
        assertThat(state.outbox()).extracting(OutboxItem::mark).containsExactly(Mark.UNREAD);
    }

    @Test
    void read_elsewhere_withdraws_here() {
        join(fetched("c1", unread("a", 1)));
        changes.clear();

        join(live(read("a", 2)));

        assertThat(changes).containsExactly(new Change.BecameRead(List.of("a")));
        assertThat(state.unread()).isZero();
    }

    @Test
    void reading_anew_forgets_what_the_server_no_longer_keeps_and_announces_nothing_twice() {
        join(fetched("c9", unread("old", 8), unread("kept", 9)));
        changes.clear();

        Fact anew = new Fact.Reconciled(
                List.of(page("d1", true, unread("kept", 2)), page("d2", false, unread("new", 3))),
                "e",
                NOW.plusSeconds(1));
        state = Merge.join(state, List.of(anew), NOW.plusSeconds(2)).state();

        assertThat(state.entries()).containsOnlyKeys("kept", "new");
        assertThat(state.entries().get("kept"))
                .extracting(e -> e.notification().revision())
                .isEqualTo(2L);
        assertThat(state.cursor()).isEqualTo(new Cursor("d2"));
        assertThat(state.unread()).isEqualTo(2);
    }

    @Test
    void what_arrived_live_while_reading_anew_is_kept() {
        join(live(unread("live", 50)));

        join(new Fact.Reconciled(List.of(page("d1", false)), "e", NOW.minusSeconds(5)));

        assertThat(state.entries()).containsOnlyKeys("live");
    }
}
