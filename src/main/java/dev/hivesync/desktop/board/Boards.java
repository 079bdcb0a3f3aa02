package dev.hivesync.desktop.board;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Works boards out of inbox states: the next board costs what changed since the last, whatever the inbox holds.
/// Threads that did not change keep their identity from board to board. One thread's.
public final class Boards {

    /// Rows whose search text is made in one go while nothing else is to be done.
    private static final int SLICE = 1_000;

    /// What the last board was made of. Its parts are changed for the next one.
    ///
    /// @param all every row, filtered or not
    private record Memory(
            Board board,
            Threads threads,
            Sums sums,
            ViewCounts views,
            Recoveries recoveries,
            Sorted<Row> all,
            Sorted<Row> shown) {}

    private final Moments moments;
    private final Supplier<Settings> settings;
    private final SearchIndex index;

    /// Null while the next board is made, so that one that fails is followed by one from the ground up.
    private @Nullable Memory memory;

    private int indexed; // so many of the oldest rows have had their search text made; new ones come before them

    /// @param settings what the user has chosen at the moment
    public Boards(Wording wording, Moments moments, Supplier<Settings> settings) {
        this.moments = moments;
        this.settings = settings;
        index = new SearchIndex(wording);
    }

    /// A board from the ground up.
    ///
    /// @param known threads to be kept where they are the same
    public Board of(InboxState state, Filter filter, Instant now, Map<String, ThreadRow> known) {
        return anew(Threads.of(state, known), state, filter, now, settings.get());
    }

    /// The next board.
    @SuppressWarnings("ReferenceEquality") // the very board that is remembered, not one like it
    public Board after(Board before, InboxState state, Filter filter, Instant now) {
        Memory last = memory;
        memory = null;
        if (last == null || last.board() != before) {
            return of(state, filter, now, before.threads());
        }
        Settings chosen = settings.get();
        Threads.Move move = last.threads().to(state);
        if (!chosen.equals(before.settings())
                || !state.projects().equals(before.state().projects())) {
            return anew(move.to(), state, filter, now, chosen);
        }
        Sums sums = last.sums();
        List<Api.Project> projects = before.projects();
        Sorted<Row> all = last.all();
        Sorted<Row> shown = last.shown();
        boolean narrowed = shown != all;
        if (!move.gone().isEmpty() || !move.come().isEmpty()) {
            sums.take(move);
            List<ThreadRow> changed = new ArrayList<>(last.recoveries().take(move));
            projects = sums.projects(state.projects());
            Rows rows = rows(chosen, projects, last.recoveries());
            List<ThreadRow> gone = new ArrayList<>(changed);
            gone.addAll(move.gone());
            changed.addAll(move.come());
            index.forget(move.gone());
            last.views().take(move.gone(), move.come(), rows);
            all = rows.moved(all, _ -> true, gone, changed);
            shown = narrowed
                    ? rows.moved(shown, rows.passing(before.filter()), gone, changed)
                    : shown(rows, all, filter, sums);
        }
        if (!filter.equals(before.filter())) {
            Rows rows = rows(chosen, projects, last.recoveries());
            shown = filter.narrows(before.filter()) ? rows.narrowed(shown, filter) : shown(rows, all, filter, sums);
        }
        return remember(
                state, filter, now, chosen, projects, move.to(), sums, last.views(), last.recoveries(), all, shown);
    }

    private Board anew(Threads threads, InboxState state, Filter filter, Instant now, Settings chosen) {
        Sums sums = new Sums(chosen);
        Recoveries recoveries = new Recoveries();
        Threads.Move move = threads.anew();
        sums.take(move);
        recoveries.take(move);
        List<Api.Project> projects = sums.projects(state.projects());
        Rows rows = rows(chosen, projects, recoveries);
        Sorted<Row> all = rows.all(threads.newestFirst());
        Sorted<Row> shown = shown(rows, all, filter, sums);
        ViewCounts views = new ViewCounts(chosen.views());
        views.take(List.of(), threads.newestFirst(), rows);
        indexed = 0;
        return remember(state, filter, now, chosen, projects, threads, sums, views, recoveries, all, shown);
    }

    private static Sorted<Row> shown(Rows rows, Sorted<Row> all, Filter filter, Sums sums) {
        return filter.equals(Filter.ALL) && sums.snoozed() == 0 ? all : rows.narrowed(all, filter);
    }

    private Rows rows(Settings chosen, List<Api.Project> projects, Recoveries recoveries) {
        return new Rows(moments, index, chosen, projects, recoveries.map());
    }

    private Board remember(
            InboxState state,
            Filter filter,
            Instant now,
            Settings chosen,
            List<Api.Project> projects,
            Threads threads,
            Sums sums,
            ViewCounts views,
            Recoveries recoveries,
            Sorted<Row> all,
            Sorted<Row> shown) {
        Board board = new Board(
                now,
                state,
                chosen,
                filter,
                threads.byKey(),
                projects,
                sums.tally(now, views.counts()),
                recoveries.map(),
                sums.runs(),
                sums.highlights(now),
                shown);
        memory = new Memory(board, threads, sums, views, recoveries, all, shown);
        return board;
    }

    /// Makes some more of what the first search will look through.
    ///
    /// @return whether there is more to make
    boolean prepareSearch() {
        Memory last = memory;
        if (last == null) {
            return false;
        }
        int left = Math.max(0, last.all().size() - indexed);
        int from = Math.max(0, left - SLICE);
        for (Row row : last.all().subList(from, left)) {
            index.text(row);
        }
        indexed = last.all().size() - from;
        return from > 0;
    }
}
