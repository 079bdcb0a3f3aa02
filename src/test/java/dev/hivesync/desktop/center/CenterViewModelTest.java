package dev.hivesync.desktop.center;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.Connection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CenterViewModelTest {

    private final Moments moments = new Moments(new Texts(Locale.ENGLISH), ZoneOffset.UTC);
    private final Boards boards =
            new Boards(new Wording(new Texts(Locale.ENGLISH), moments), moments, () -> Settings.DEFAULT);
    private static final Link UNREACHABLE = new Link(Connection.OFFLINE, NOW.plusSeconds(15), 15);

    private final List<Fact> intents = new ArrayList<>();
    private Filter filter = Filter.ALL;
    private final CenterViewModel model = new CenterViewModel(intents::add, wanted -> filter = wanted);

    @Test
    void the_selection_stays_on_its_thread_when_rows_come_above_it() {
        show(Samples.day());
        model.select(2);
        ThreadRow selected = selected();
        List<Entry> more = new ArrayList<>(Samples.day());
        more.add(job("new", "completed", "job-new", "write_tests", Duration.ZERO, false));
        show(more);
        assertThat(selected()).isEqualTo(selected);
        assertThat(model.selectedIndex()).isEqualTo(3);
    }

    @Test
    void a_thread_that_was_read_out_of_the_list_makes_way_for_the_next() {
        model.narrowing().scopeProperty().set(new Scope.Unread());
        show(List.of(
                job("1", "completed", "a", "x", minutes(1), false),
                job("2", "completed", "b", "x", minutes(2), false),
                job("3", "completed", "c", "x", minutes(3), false)));
        model.select(1);
        show(List.of(
                job("1", "completed", "a", "x", minutes(1), false),
                job("2", "completed", "b", "x", minutes(2), true),
                job("3", "completed", "c", "x", minutes(3), false)));
        assertThat(selected().key()).isEqualTo("job:b");
        model.move(1);
        assertThat(selected().key()).isEqualTo("job:c");
    }

    @Test
    void a_thread_that_is_forgotten_gives_the_selection_to_its_neighbour() {
        show(List.of(
                job("1", "completed", "a", "x", minutes(1), false), job("2", "failed", "b", "x", minutes(2), false)));
        model.select(1);
        show(List.of(job("1", "completed", "a", "x", minutes(1), false)));
        assertThat(selected().key()).isEqualTo("job:a");
        show(List.of());
        assertThat(model.selectedProperty().get()).isEmpty();
    }

    @Test
    void marks_become_facts_with_the_ids_they_are_about() {
        show(List.of(
                job("1", "queued", "a", "x", minutes(2), false),
                job("2", "completed", "a", "x", minutes(1), false),
                job("3", "completed", "b", "x", minutes(3), true)));
        model.select(0);
        model.markRead(selected());
        model.select(1);
        model.markRead(selected());
        model.markUnread(selected());
        assertThat(intents).containsExactly(new Fact.Read(Set.of("1", "2")), new Fact.Unread(Set.of("3")));
    }

    @Test
    void what_is_missing_decides_what_stands_in_the_lists_place() {
        show(Samples.day());
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.LIST);
        model.narrowing().queryProperty().set("nowhere to be found");
        show(Samples.day());
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.NO_MATCH);
        model.narrowing().widen();
        show(List.of());
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.EMPTY);
        model.apply(boards.of(state(UNREACHABLE, List.of()), filter, NOW, Map.of()));
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.OFFLINE_EMPTY);
        model.apply(boards.of(state(Link.OFFLINE, List.of()), filter, NOW, Map.of()));
        assertThat(model.phaseProperty().get()).as("nothing has been tried").isEqualTo(Phase.LOADING);
        Link out = new Link(Connection.SIGNED_OUT, null, 0);
        model.apply(boards.of(state(out, Samples.day()), filter, NOW, Map.of()));
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.SIGNED_OUT);
    }

    @Test
    void while_the_first_rows_are_still_coming_a_search_has_not_failed_yet() {
        model.narrowing().queryProperty().set("nowhere to be found");
        model.apply(boards.of(state(Link.OFFLINE, Samples.day()), filter, NOW, Map.of()));
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.NO_MATCH_YET);
        model.apply(boards.of(state(UNREACHABLE, Samples.day()), filter, NOW, Map.of()));
        assertThat(model.phaseProperty().get()).as("nothing comes").isEqualTo(Phase.NO_MATCH);
        show(Samples.day());
        assertThat(model.phaseProperty().get()).as("all is there").isEqualTo(Phase.NO_MATCH);
    }

    @Test
    void offline_stands_above_the_rows_that_are_saved() {
        model.apply(boards.of(state(UNREACHABLE, Samples.day()), filter, NOW, Map.of()));
        assertThat(model.bannersProperty().get())
                .hasExactlyElementsOfTypes(Banner.Offline.class, Banner.PreviewReady.class);
        model.apply(boards.of(state(Link.OFFLINE, Samples.day()), filter, NOW, Map.of()));
        assertThat(model.bannersProperty().get())
                .as("at a start nothing has failed yet")
                .hasExactlyElementsOfTypes(Banner.PreviewReady.class);
    }

    @Test
    void a_session_that_ended_is_said_where_there_was_one() {
        Link out = new Link(Connection.SIGNED_OUT, null, 0);
        model.apply(boards.of(state(out, Samples.day()), filter, NOW, Map.of()));
        assertThat(model.bannersProperty().get()).contains(new Banner.SessionExpired());
        model.apply(boards.of(state(out, List.of()), filter, NOW, Map.of()));
        assertThat(model.bannersProperty().get()).isEmpty();
    }

    private void show(List<Entry> entries) {
        model.apply(boards.of(state(LIVE, entries), filter, NOW, Map.of()));
    }

    private ThreadRow selected() {
        return model.selectedProperty().get().orElseThrow();
    }
}
