package dev.hivesync.desktop.board;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes threads the lines of a list: with the days they open, and only those that pass a filter.
final class Rows {

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::thread, Threads.NEWEST_FIRST);

    /// Where more than one in so many rows is new, all days are looked at again.
    private static final int FEW = 8;

    private final Moments moments;
    private final SearchIndex index;
    private final Settings settings;
    private final Map<String, String> names;
    private final Map<String, Duration> recovered;

    /// @param names of projects, by id
    /// @param recovered by the thread's key
    Rows(
            Moments moments,
            SearchIndex index,
            Settings settings,
            List<Api.Project> names,
            Map<String, Duration> recovered) {
        this.moments = moments;
        this.index = index;
        this.settings = settings;
        this.names = names.stream().collect(Collectors.toMap(Api.Project::projectId, Api.Project::name, (a, _) -> a));
        this.recovered = recovered;
    }

    Sorted<Row> all(Sorted<ThreadRow> threads) {
        List<Row> rows = new ArrayList<>(threads.size());
        for (ThreadRow thread : threads) {
            rows.add(row(thread));
        }
        return opened(rows);
    }

    private Row row(ThreadRow thread) {
        return new Row(
                thread,
                thread.projectId().map(id -> names.getOrDefault(id, "")).orElse(""),
                null,
                thread.counts(settings),
                settings.muted(thread.notification()),
                recovered.get(thread.key()));
    }

    private Sorted<Row> opened(List<Row> rows) {
        List<Row> opened = new ArrayList<>(rows.size());
        LocalDate day = LocalDate.MAX;
        for (Row row : rows) {
            LocalDate own = day(row);
            opened.add(row.opening(own.equals(day) ? null : own));
            day = own;
        }
        return Sorted.ready(opened, ORDER);
    }

    private LocalDate day(Row row) {
        return moments.day(row.thread().time());
    }

    /// Those of `rows` that pass.
    Sorted<Row> narrowed(Sorted<Row> rows, Filter filter) {
        List<String> words = Folded.words(filter.query());
        List<Row> narrowed = new ArrayList<>();
        LocalDate day = LocalDate.MAX;
        LocalDate last = LocalDate.MAX;
        for (Row row : rows) {
            day = row.opens() == null ? day : row.opens();
            if (passes(row, filter, words)) {
                narrowed.add(row.opening(day.equals(last) ? null : day));
                last = day;
            }
        }
        return Sorted.ready(narrowed, ORDER);
    }

    private boolean passes(Row row, Filter filter, List<String> words) {
        boolean unreadOnly = filter.unreadOnly() || filter.scope() instanceof Scope.Unread;
        return (!unreadOnly || row.unread()) && filter.scope().holds(row.thread()) && index.holds(row, words);
    }

    /// `rows` after some threads changed.
    ///
    /// @param filter what the rows have passed
    Sorted<Row> moved(Sorted<Row> rows, Filter filter, Collection<ThreadRow> gone, Collection<ThreadRow> come) {
        List<String> words = Folded.words(filter.query());
        List<Row> before = gone.stream().map(this::row).toList();
        List<Row> fresh = come.stream()
                .map(this::row)
                .filter(row -> passes(row, filter, words))
                .toList();
        if (fresh.isEmpty() && before.stream().allMatch(row -> rows.find(row) < 0)) {
            return rows;
        }
        Sorted<Row> next = rows.with(before, fresh);
        if (before.size() + fresh.size() > next.size() / FEW) {
            return opened(next);
        }
        TreeSet<Integer> places = new TreeSet<>();
        before.forEach(row -> places.add(next.place(row)));
        fresh.forEach(row -> {
            places.add(next.place(row));
            places.add(next.place(row) + 1);
        });
        return next.replaced(
                places.headSet(next.size()), place -> next.get(place).opening(opens(next, place)));
    }

    private @Nullable LocalDate opens(List<Row> rows, int place) {
        LocalDate own = day(rows.get(place));
        return place > 0 && own.equals(day(rows.get(place - 1))) ? null : own;
    }
}
