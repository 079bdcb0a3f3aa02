package dev.hivesync.desktop.board;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes threads the lines of a list: with the days they open, and only those that pass a filter.
final class Rows {

    /// Pinned ones on top, and among each the newest.
    static final Comparator<ThreadRow> LISTED = Comparator.comparing((ThreadRow thread) -> !thread.pinned())
            .thenComparing(Comparator.comparing(ThreadRow::listedAt).reversed())
            .thenComparing(ThreadRow::key);

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::thread, LISTED);

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

    /// @param known rows whose search texts are kept where they still hold
    Sorted<Row> all(Sorted<ThreadRow> threads, List<Row> known) {
        Map<String, Row> before = HashMap.newHashMap(known.size());
        known.forEach(row -> before.put(row.thread().key(), row));
        List<Row> rows = new ArrayList<>(threads.size());
        for (ThreadRow thread : threads) {
            rows.add(row(thread).searchedAs(before.get(thread.key())));
        }
        rows.sort(ORDER);
        return opened(rows);
    }

    List<Row> of(Collection<ThreadRow> threads) {
        return threads.stream().map(this::row).toList();
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
        Heading group = null;
        for (Row row : rows) {
            Heading own = group(row);
            opened.add(row.opening(own.equals(group) ? null : own));
            group = own;
        }
        return Sorted.ready(opened, ORDER);
    }

    private static final Heading PINNED = new Heading.Pinned();

    private Heading group(Row row) {
        return row.thread().pinned()
                ? PINNED
                : new Heading.Day(moments.day(row.thread().listedAt()));
    }

    /// Those of `rows` that pass.
    Sorted<Row> narrowed(Sorted<Row> rows, Filter filter) {
        Predicate<Row> passes = passing(filter);
        List<Row> narrowed = new ArrayList<>();
        Heading group = null;
        Heading last = null;
        for (Row row : rows) {
            group = row.opens() == null ? group : row.opens();
            if (passes.test(row)) {
                narrowed.add(row.opening(Objects.equals(group, last) ? null : group));
                last = group;
            }
        }
        return Sorted.ready(narrowed, ORDER);
    }

    Predicate<Row> passing(Filter filter) {
        Query query = Query.of(filter.query());
        boolean unreadOnly = filter.unreadOnly() || filter.scope() instanceof Scope.Unread;
        return row -> (!unreadOnly || row.unread())
                && index.holds(row, query)
                && filter.scope().holds(row.thread());
    }

    /// `rows` after some came in the place of others.
    ///
    /// @param passes what the rows have passed
    Sorted<Row> moved(Sorted<Row> rows, Predicate<Row> passes, List<Row> before, List<Row> come) {
        List<Row> fresh = come.stream().filter(passes).toList();
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

    private @Nullable Heading opens(List<Row> rows, int place) {
        Heading own = group(rows.get(place));
        return place > 0 && own.equals(group(rows.get(place - 1))) ? null : own;
    }
}
