package dev.hivesync.desktop.center;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.InboxState;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which rows are picked, whatever becomes of the list.
class PicksTest {

    private final Moments moments = new Moments(new Texts(Locale.ENGLISH), ZoneOffset.UTC);
    private final Boards boards =
            new Boards(new Wording(new Texts(Locale.ENGLISH), moments), moments, () -> Settings.DEFAULT);
    private final CenterViewModel model = new CenterViewModel(_ -> {}, _ -> {});
    private final Picks picks = model.picks();
    private final List<Entry> entries = new ArrayList<>();

    @BeforeEach
    void six_rows() {
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            entries.add(job(id, "completed", id, "x", minutes(10 + entries.size()), false));
        }
        show(Filter.ALL);
    }

    private void show(Filter filter) {
        show(state(LIVE, entries), filter);
    }

    private void show(InboxState state, Filter filter) {
        model.apply(boards.of(state, filter, NOW, Map.of()));
    }

    private List<String> picked() {
        return picks.threads().stream()
                .map(ThreadRow::key)
                .map(key -> key.substring(4))
                .toList();
    }

    @Test
    void one_is_picked_and_let_go() {
        picks.toggle(2);
        picks.toggle(4);
        picks.toggle(9);
        assertThat(picked()).containsExactly("c", "e");
        picks.toggle(2);
        assertThat(picked()).containsExactly("e");
        assertThat(picks.clear()).isTrue();
        assertThat(picks.clear()).isFalse();
        assertThat(picked()).isEmpty();
    }

    @Test
    void a_range_grows_and_shrinks_and_leaves_what_was_picked_beside_it() {
        picks.toggle(0);
        picks.toggle(2);
        picks.extend(2, 5);
        assertThat(picked()).containsExactly("a", "c", "d", "e", "f");
        picks.extend(5, 3);
        assertThat(picked()).containsExactly("a", "c", "d");
        picks.extend(3, 1);
        assertThat(picked()).containsExactly("a", "b", "c");
    }

    @Test
    void shift_and_an_arrow_begin_at_the_selected_row() {
        model.select(1);
        model.extend(1);
        model.extend(1);
        assertThat(picked()).containsExactly("b", "c", "d");
        model.extend(-1);
        assertThat(picked()).containsExactly("b", "c");
        assertThat(model.selectedIndex()).isEqualTo(2);
    }

    @Test
    void arrivals_and_another_order_change_nothing() {
        picks.toggle(1);
        picks.toggle(3);
        entries.add(job("new", "failed", "new", "x", Duration.ZERO, false));
        entries.add(job("d2", "failed", "d", "x", minutes(1), false));
        show(Filter.ALL);
        assertThat(picked()).containsExactly("d", "b");

        show(state(LIVE, entries).handled(Map.of("job:b", new Handling("job:b", NOW, null))), Filter.ALL);
        assertThat(picked()).containsExactly("b", "d");
        picks.extend(-1, 1);
        assertThat(picked()).as("from d, the last that was picked").containsExactly("b", "new", "d");
    }

    @Test
    void nothing_is_picked_that_is_not_listed_any_more_also_when_it_comes_back() {
        picks.all();
        entries.set(2, job("c", "completed", "c", "x", minutes(12), true));
        show(new Filter(new dev.hivesync.desktop.board.Scope.Unread(), false, ""));
        assertThat(picked()).containsExactly("a", "b", "d", "e", "f");
        show(Filter.ALL);
        assertThat(picked()).containsExactly("a", "b", "d", "e", "f");
        entries.clear();
        show(Filter.ALL);
        assertThat(picks.countProperty().get()).isZero();
    }

    @Test
    void what_arrives_after_all_were_picked_is_not() {
        picks.all();
        entries.add(job("new", "completed", "new", "x", Duration.ZERO, false));
        show(Filter.ALL);
        assertThat(picked()).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void a_hundred_thousand_are_picked_at_once() {
        Entry[] many = new Entry[100_000];
        Arrays.setAll(many, i -> job("m" + i, "completed", "m" + i, "x", Duration.ofSeconds(i), false));
        show(state(LIVE, List.of(many)), Filter.ALL);
        picks.all();
        picks.toggle(7);
        show(state(LIVE, List.of(many)), Filter.ALL);
        assertThat(picks.countProperty().get()).isEqualTo(99_999);
        assertThat(picks.threads())
                .hasSize(99_999)
                .noneMatch(thread -> thread.key().equals("job:m7"));
    }

    @Test
    void keys_deal_with_the_selected_row_where_none_is_picked() {
        model.select(3);
        assertThat(model.concerned()).extracting(ThreadRow::key).containsExactly("job:d");
        picks.toggle(0);
        assertThat(model.concerned()).extracting(ThreadRow::key).containsExactly("job:a");
    }
}
