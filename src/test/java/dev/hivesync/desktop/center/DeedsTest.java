package dev.hivesync.desktop.center;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SnoozeChoice;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.Undo.Deed;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.inbox.Rows;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done with many threads and taken back, over a real inbox.
class DeedsTest {

    @TempDir
    private Path home;

    private Inbox inbox;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Runnable> alarms = new ArrayList<>();
    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private Deeds deeds;

    @BeforeEach
    void open() throws Exception {
        inbox = Inbox.open(home.resolve("inbox.db"), InstantSource.fixed(Rows.NOW));
        deeds = new Deeds(
                fact -> {
                    facts.add(fact);
                    inbox.submit(fact).join();
                },
                preferences,
                InstantSource.fixed(Rows.NOW),
                ZoneOffset.UTC,
                (delay, task) -> {
                    assertThat(delay).isEqualTo(Duration.ofSeconds(10));
                    alarms.add(task);
                });
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    private void fill(Notification... rows) {
        InboxState state = inbox.state();
        inbox.submit(new Fact.Fetched(state.place(), Rows.page("c" + state.revision(), false, rows), null))
                .join();
    }

    private List<ThreadRow> threads(Predicate<Entry> wanted) {
        InboxState state = inbox.state();
        return state.entries().values().stream()
                .filter(wanted)
                .map(entry -> new ThreadRow(entry.thread(), List.of(entry), state.handling(entry.thread())))
                .toList();
    }

    private List<ThreadRow> threads() {
        return threads(_ -> true);
    }

    private List<String> unread() {
        return inbox.state().entries().values().stream()
                .filter(entry -> !entry.read())
                .map(Entry::id)
                .sorted()
                .toList();
    }

    private void answer() {
        List<OutboxItem> items = inbox.state().outbox();
        for (Mark mark : Mark.values()) {
            List<OutboxItem> of =
                    items.stream().filter(item -> item.mark() == mark).toList();
            if (!of.isEmpty()) {
                inbox.submit(new Fact.Delivered(
                                of.stream().map(OutboxItem::notificationId).toList(),
                                mark,
                                of.getLast().seq(),
                                new Api.Marked(of.size(), Rows.NOW, 0, 100)))
                        .join();
            }
        }
    }

    @Test
    void undo_makes_exactly_those_unread_that_it_had_read_while_offline() {
        fill(Rows.unread("a", 1), Rows.read("b", 2), Rows.unread("c", 3));
        deeds.read(threads());
        assertThat(unread()).isEmpty();
        assertThat(deeds.undoProperty().get()).hasValueSatisfying(undo -> {
            assertThat(undo.deed()).isEqualTo(Deed.READ);
            assertThat(undo.count()).isEqualTo(2);
        });
        fill(Rows.unread("later", 4));
        inbox.submit(new Fact.Read(Set.of("later"))).join();

        assertThat(deeds.undo()).isTrue();

        assertThat(unread()).containsExactly("a", "c");
        assertThat(inbox.state().outbox())
                .filteredOn(item -> item.mark() == Mark.READ)
                .extracting(OutboxItem::notificationId)
                .as("no wish to read what was taken back is left")
                .containsExactly("later");
        assertThat(deeds.undo()).as("once").isFalse();
    }

    @Test
    void undo_goes_to_the_server_where_the_marks_had_gone_out_already() {
        fill(Rows.unread("a", 1), Rows.read("b", 2), Rows.unread("c", 3));
        deeds.read(threads());
        answer();
        assertThat(inbox.state().outbox()).isEmpty();

        deeds.undo();

        assertThat(unread()).containsExactly("a", "c");
        assertThat(inbox.state().outbox())
                .extracting(OutboxItem::notificationId, OutboxItem::mark)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a", Mark.UNREAD),
                        org.assertj.core.groups.Tuple.tuple("c", Mark.UNREAD));
    }

    @Test
    void an_answer_that_comes_after_the_undo_changes_nothing() {
        fill(Rows.unread("a", 1));
        deeds.read(threads());
        OutboxItem sent = inbox.state().outbox().getFirst();
        deeds.undo();

        inbox.submit(new Fact.Delivered(List.of("a"), Mark.READ, sent.seq(), new Api.Marked(1, Rows.NOW, 0, 50)))
                .join();

        assertThat(unread()).containsExactly("a");
        assertThat(inbox.state().outbox()).extracting(OutboxItem::mark).containsExactly(Mark.UNREAD);
    }

    @Test
    void five_thousand_are_one_fact_and_one_undo() {
        fill(IntStream.range(0, 5_000)
                .mapToObj(i -> Rows.unread("x" + i, i + 1))
                .toArray(Notification[]::new));
        deeds.read(threads());
        assertThat(facts).hasSize(1);
        assertThat(inbox.state().outbox()).hasSize(5_000);
        deeds.undo();
        assertThat(facts).hasSize(2);
        assertThat(unread()).hasSize(5_000);
    }

    @Test
    void unread_concerns_what_holds_nothing_unread_and_is_taken_back() {
        fill(Rows.unread("a", 1), Rows.read("b", 2));
        deeds.unread(threads());
        assertThat(unread()).containsExactly("a", "b");
        deeds.undo();
        assertThat(unread()).containsExactly("a");
    }

    @Test
    void a_snooze_is_taken_back_to_what_was_before() {
        fill(Rows.unread("a", 1), Rows.unread("b", 2));
        deeds.snooze(threads(entry -> entry.id().equals("a")), SnoozeChoice.MOVES);
        InboxState before = inbox.state();
        deeds.snooze(threads(), SnoozeChoice.TOMORROW);
        assertThat(inbox.state().handlings()).hasSize(2).isNotEqualTo(before.handlings());

        deeds.undo();

        assertThat(inbox.state().handlings()).isEqualTo(before.handlings());
    }

    @Test
    void what_came_back_is_settled_by_reading_and_stands_there_again_after_undo() {
        fill(Rows.read("a", 1));
        deeds.snooze(threads(), SnoozeChoice.MOVES);
        inbox.submit(new Fact.Woken(List.of(inbox.state().handling("job:job-a"))))
                .join();

        deeds.read(threads());
        assertThat(inbox.state().handlings()).isEmpty();
        deeds.undo();

        assertThat(inbox.state().handling("job:job-a").woken()).isNotNull();
        assertThat(unread()).isEmpty();
        deeds.bringBack(threads());
        assertThat(deeds.undoProperty().get()).as("it is not away").isEmpty();
    }

    @Test
    void pins_are_set_and_where_all_are_set_taken_off() {
        fill(Rows.unread("a", 1), Rows.unread("b", 2));
        deeds.pin(threads(entry -> entry.id().equals("a")));
        deeds.pin(threads());
        assertThat(threads()).allMatch(ThreadRow::pinned);
        assertThat(deeds.undoProperty().get())
                .hasValueSatisfying(undo ->
                        assertThat(undo.count()).as("one was pinned already").isEqualTo(1));
        deeds.undo();
        assertThat(threads(entry -> entry.id().equals("a"))).allMatch(ThreadRow::pinned);
        assertThat(threads(entry -> entry.id().equals("b"))).noneMatch(ThreadRow::pinned);
        deeds.pin(threads(entry -> entry.id().equals("a")));
        assertThat(inbox.state().handlings()).isEmpty();
    }

    @Test
    void more_than_a_hundred_at_once_are_not_pinned() {
        fill(IntStream.range(0, 101).mapToObj(i -> Rows.unread("x" + i, i + 1)).toArray(Notification[]::new));
        deeds.pin(threads());
        assertThat(inbox.state().handlings()).isEmpty();
        assertThat(deeds.undoProperty().get()).map(Undo::deed).contains(Deed.TOO_MANY_PINNED);
        deeds.pin(threads().subList(0, 100));
        assertThat(inbox.state().handlings()).hasSize(100);
    }

    @Test
    void a_mute_is_taken_back() {
        Notification type = Rows.unread("a", 1);
        deeds.muteProject("proj-1", 4);
        deeds.muteType(type, 4);
        assertThat(preferences.now().loudness(type)).isEqualTo(Loudness.MUTED);
        deeds.undo();
        assertThat(preferences.now().loudness(type)).isEqualTo(Loudness.TOAST);
        assertThat(preferences.now().mutedProjects()).as("only the last deed").containsExactly("proj-1");
    }

    @Test
    void after_ten_seconds_it_cannot_be_taken_back_and_the_alarm_of_an_older_deed_does_not_end_a_newer_one() {
        fill(Rows.unread("a", 1), Rows.unread("b", 2));
        deeds.read(threads(entry -> entry.id().equals("a")));
        deeds.read(threads(entry -> entry.id().equals("b")));
        alarms.getFirst().run();
        assertThat(deeds.undoProperty().get()).isPresent();
        alarms.getLast().run();
        assertThat(deeds.undoProperty().get()).isEmpty();
        assertThat(deeds.undo()).isFalse();
        assertThat(unread()).isEmpty();
    }

    @Test
    void what_was_done_with_another_accounts_threads_is_not_taken_back() {
        deeds.belong("one");
        fill(Rows.unread("a", 1));
        deeds.read(threads());
        assertThat(deeds.belong("one")).isFalse();
        assertThat(deeds.undoProperty().get()).isPresent();
        assertThat(deeds.belong("two")).isTrue();
        assertThat(deeds.undo()).isFalse();
        assertThat(facts).hasSize(1);
    }

    @Test
    void nothing_to_do_is_nothing_to_undo() {
        fill(Rows.read("a", 1));
        deeds.read(threads());
        deeds.read(List.of());
        deeds.snooze(List.of(), SnoozeChoice.HOUR);
        assertThat(facts).isEmpty();
        assertThat(deeds.undoProperty().get()).isEmpty();
    }
}
