package dev.hivesync.desktop.board;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Api;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private final Deque<Row> unsaid = new ArrayDeque<>(); // rows whose search text may be still to be made

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
        return anew(Threads.of(state, known), List.of(), state, filter, now, settings.get());
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
        if (!chosen.countsLike(before.settings())
                || !state.projects().equals(before.state().projects())
                || move.most()) {
            return anew(move.to(), last.all(), state, filter, now, chosen);
        }
        Sums sums = last.sums();
        ViewCounts views = last.views();
        List<Api.Project> projects = before.projects();
        Sorted<Row> all = last.all();
        Sorted<Row> shown = last.shown();
        boolean narrowed = shown != all;
        if (!move.none()) {
            sums.take(move);
            List<ThreadRow> stay = last.recoveries().take(move);
            projects = sums.projects(state.projects());
            Rows rows = rows(chosen, projects, last.recoveries());
            List<Row> gone = rows.of(joined(stay, move.gone()));
            List<Row> come = rows.of(move.come());
            List<Row> fresh = joined(rows.of(stay), come);
            views.take(move.gone(), come, rows);
            willSay(fresh, last.all());
            all = rows.moved(all, _ -> true, gone, fresh);
            shown = narrowed
                    ? rows.moved(shown, rows.passing(before.filter()), gone, fresh)
                    : shown(rows, all, filter, sums);
        }
        if (!chosen.views().equals(before.settings().views())) {
            views = new ViewCounts(chosen.views());
            views.take(List.of(), all, rows(chosen, projects, last.recoveries()));
        }
        if (!filter.equals(before.filter())) {
            Rows rows = rows(chosen, projects, last.recoveries());
            shown = filter.narrows(before.filter()) ? rows.narrowed(shown, filter) : shown(rows, all, filter, sums);
        }
        return remember(state, filter, now, chosen, projects, move.to(), sums, views, last.recoveries(), all, shown);
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    /// @param known rows of the board before
    private Board anew(
            Threads threads, List<Row> known, InboxState state, Filter filter, Instant now, Settings chosen) {
        Sums sums = new Sums(chosen);
        Recoveries recoveries = new Recoveries();
        Threads.Move move = threads.anew();
        sums.take(move);
        recoveries.take(move);
        List<Api.Project> projects = sums.projects(state.projects());
        Rows rows = rows(chosen, projects, recoveries);
        Sorted<Row> all = rows.all(threads.newestFirst(), known);
        Sorted<Row> shown = shown(rows, all, filter, sums);
        ViewCounts views = new ViewCounts(chosen.views());
        views.take(List.of(), all, rows);
        unsaid.clear();
        unsaid.addAll(all);
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

    /// Rows that went before they were looked at are not kept for ever.
    private void willSay(List<Row> fresh, List<Row> all) {
        if (unsaid.size() > SLICE + all.size()) {
            unsaid.clear();
            unsaid.addAll(all);
        }
        unsaid.addAll(fresh);
    }

    /// Makes some more of what the first search will look through.
    ///
    /// @return whether there is more to make
    boolean prepareSearch() {
        for (int row = 0; row < SLICE && !unsaid.isEmpty(); row++) {
            index.prepare(unsaid.remove());
        }
        return !unsaid.isEmpty();
    }
}
