package dev.hivesync.desktop.board;

import dev.hivesync.attention.Recovery;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Works boards out of inbox states. Threads that did not change keep their identity from board to board.
public final class Boards {

    private static final Comparator<ThreadRow> NEWEST_FIRST =
            Comparator.comparing(ThreadRow::time).reversed().thenComparing(ThreadRow::key);

    private final Wording wording;
    private final Moments moments;
    private final Supplier<Settings> settings;

    /// @param settings what the user has chosen at the moment
    public Boards(Wording wording, Moments moments, Supplier<Settings> settings) {
        this.settings = settings;
        this.wording = wording;
        this.moments = moments;
    }

    /// @param known the threads of the board before, to be kept where they are the same
    public Board of(InboxState state, Filter filter, Instant now, Map<String, ThreadRow> known) {
        List<ThreadRow> newestFirst = threads(state, known);
        Map<String, ThreadRow> threads = LinkedHashMap.newLinkedHashMap(newestFirst.size());
        newestFirst.forEach(thread -> threads.put(thread.key(), thread));
        List<Api.Project> projects = projects(state, newestFirst);
        Settings chosen = settings.get();
        Map<String, Duration> recovered = recovered(state, newestFirst);
        return new Board(
                now,
                state,
                chosen,
                filter,
                threads,
                projects,
                tally(newestFirst, chosen, now),
                recovered,
                Runs.of(newestFirst),
                Highlights.of(counting(newestFirst, chosen), now),
                rows(newestFirst, filter, chosen, names(projects), recovered));
    }

    /// The next board. While the entries stay as they are, only what hangs on the time and the filter is worked out
    /// again.
    public Board after(Board before, InboxState state, Filter filter, Instant now) {
        Settings chosen = settings.get();
        if (!chosen.equals(before.settings())
                || !state.entries().equals(before.state().entries())
                || !state.projects().equals(before.state().projects())) {
            return of(state, filter, now, before.threads());
        }
        List<ThreadRow> newestFirst = List.copyOf(before.threads().values());
        return new Board(
                now,
                state,
                chosen,
                filter,
                before.threads(),
                before.projects(),
                tally(newestFirst, chosen, now),
                before.recovered(),
                before.runs(),
                Highlights.of(counting(newestFirst, chosen), now),
                filter.equals(before.filter())
                        ? before.rows()
                        : rows(newestFirst, filter, chosen, names(before.projects()), before.recovered()));
    }

    /// What is muted has no banner either.
    private static List<ThreadRow> counting(List<ThreadRow> threads, Settings settings) {
        return settings.loudness().isEmpty() && settings.mutedProjects().isEmpty()
                ? threads
                : threads.stream()
                        .filter(thread -> !settings.muted(thread.notification()))
                        .toList();
    }

    private static Map<String, String> names(List<Api.Project> projects) {
        return projects.stream().collect(Collectors.toMap(Api.Project::projectId, Api.Project::name, (a, _) -> a));
    }

    private static List<ThreadRow> threads(InboxState state, Map<String, ThreadRow> known) {
        Map<String, List<Entry>> byKey = new HashMap<>();
        for (Entry entry : state.entries().values()) {
            byKey.computeIfAbsent(ThreadRow.keyOf(entry), _ -> new ArrayList<>(1))
                    .add(entry);
        }
        List<ThreadRow> threads = new ArrayList<>(byKey.size());
        byKey.forEach((key, entries) -> {
            entries.sort(ThreadRow.COURSE);
            ThreadRow before = known.get(key);
            threads.add(before != null && before.entries().equals(entries) ? before : new ThreadRow(key, entries));
        });
        threads.sort(NEWEST_FIRST);
        return threads;
    }

    private static List<Api.Project> projects(InboxState state, List<ThreadRow> threads) {
        List<Api.Project> projects = state.projects().stream()
                .map(project -> new Api.Project(project.projectId(), Clean.line(project.name())))
                .sorted(Comparator.comparing(Api.Project::name, String.CASE_INSENSITIVE_ORDER))
                .collect(Collectors.toCollection(ArrayList::new));
        Set<String> unnamed = threads.stream()
                .flatMap(thread -> thread.projectId().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        state.projects().forEach(project -> unnamed.remove(project.projectId()));
        unnamed.forEach(id -> projects.add(new Api.Project(id, Clean.line(id))));
        return List.copyOf(projects);
    }

    private static Map<String, Duration> recovered(InboxState state, List<ThreadRow> threads) {
        Recovery.Synced synced = Recovery.synced(state.entries().values());
        Map<String, Duration> recovered = new HashMap<>();
        for (ThreadRow thread : threads) {
            Recovery.of(thread.entries(), synced).ifPresent(lasted -> recovered.put(thread.key(), lasted));
        }
        return Map.copyOf(recovered);
    }

    private static Tally tally(List<ThreadRow> threads, Settings settings, Instant now) {
        int unread = 0;
        Map<Family, Integer> byFamily = new EnumMap<>(Family.class);
        Map<Family, Integer> running = new EnumMap<>(Family.class);
        Map<String, Integer> byProject = new HashMap<>();
        for (ThreadRow thread : threads) {
            if (thread.counts(settings)) {
                unread++;
                thread.family().ifPresent(family -> byFamily.merge(family, 1, Integer::sum));
                thread.projectId().ifPresent(id -> byProject.merge(id, 1, Integer::sum));
            }
            if (thread.running(now) && !settings.muted(thread.notification())) {
                thread.family().ifPresent(family -> running.merge(family, 1, Integer::sum));
            }
        }
        return new Tally(unread, byFamily, running, byProject, failedSync(threads, settings));
    }

    private static Optional<ThreadRow> failedSync(List<ThreadRow> newestFirst, Settings settings) {
        Set<Optional<String>> good = new HashSet<>();
        for (ThreadRow thread : newestFirst) {
            Optional<NotificationType> type = thread.notification().known();
            if (type.equals(Optional.of(NotificationType.REPO_SYNC_SUCCESS))) {
                good.add(thread.projectId());
            } else if (type.equals(Optional.of(NotificationType.REPO_SYNC_FAILED))
                    && thread.counts(settings)
                    && !good.contains(thread.projectId())) {
                return Optional.of(thread);
            }
        }
        return Optional.empty();
    }

    private List<Row> rows(
            List<ThreadRow> threads,
            Filter filter,
            Settings settings,
            Map<String, String> names,
            Map<String, Duration> recovered) {
        boolean unreadOnly = filter.unreadOnly() || filter.scope() instanceof Scope.Unread;
        List<String> words =
                List.of(filter.query().toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
        Function<ThreadRow, String> project = thread ->
                thread.projectId().map(id -> names.getOrDefault(id, "")).orElse("");
        List<Row> rows = new ArrayList<>();
        LocalDate day = LocalDate.MAX;
        for (ThreadRow thread : threads) {
            boolean unread = thread.counts(settings);
            if (filter.scope().holds(thread)
                    && (!unreadOnly || unread)
                    && (filter.query().isBlank() || matches(thread, project.apply(thread), words))) {
                LocalDate opens = moments.day(thread.time());
                rows.add(new Row(
                        thread,
                        project.apply(thread),
                        opens.equals(day) ? null : opens,
                        unread,
                        settings.muted(thread.notification()),
                        recovered.get(thread.key())));
                day = opens;
            }
        }
        return rows;
    }

    private boolean matches(ThreadRow thread, String project, List<String> words) {
        String text = String.join(
                        "\n",
                        wording.title(thread.notification()),
                        wording.detail(thread.notification()),
                        project,
                        thread.key(),
                        thread.notification().type())
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
