package dev.hivesync.desktop.board;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.NotificationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is counted over all threads, kept by counting only what comes and goes. One thread's, for one choice of
/// settings.
final class Sums {

    private static final Comparator<ThreadRow> LATEST_HEARD_FIRST = Comparator.comparing(
                    (ThreadRow thread) -> thread.latest().arrivedAt())
            .reversed()
            .thenComparing(ThreadRow::key);

    private final Settings settings;
    private int unread;
    private int snoozed;
    private final Map<Family, Integer> unreadByFamily = new EnumMap<>(Family.class);
    private final Map<String, Integer> unreadByProject = new HashMap<>();
    private final Map<String, Integer> projects = new HashMap<>();
    private final NavigableSet<ThreadRow> underWay = new TreeSet<>(LATEST_HEARD_FIRST);
    private Sorted<ThreadRow> failedSyncs = Sorted.of(List.of(), Threads.NEWEST_FIRST);
    private Sorted<ThreadRow> worthABanner = Sorted.of(List.of(), Threads.NEWEST_FIRST);
    private final Newest<Optional<String>> goodSyncs = new Newest<>(thread ->
            is(thread, NotificationType.REPO_SYNC_SUCCESS) ? Optional.of(thread.projectId()) : Optional.empty());
    private final Newest<Order> latest = new Newest<>(Runs::order);
    private final Newest<Order> good = new Newest<>(Runs::goodOrder);

    Sums(Settings settings) {
        this.settings = settings;
    }

    void take(Threads.Move move) {
        move.gone().forEach(thread -> count(thread, -1));
        move.come().forEach(thread -> count(thread, 1));
        move.gone().forEach(underWay::remove);
        for (ThreadRow thread : move.come()) {
            if (thread.underWay() && !thread.asleep() && !settings.muted(thread.notification())) {
                underWay.add(thread);
            }
        }
        failedSyncs = failedSyncs.with(
                move.gone(), move.come().stream().filter(this::failedSync).toList());
        worthABanner = worthABanner.with(
                move.gone(), move.come().stream().filter(this::worthABanner).toList());
        goodSyncs.take(move);
        latest.take(move);
        good.take(move);
    }

    private void count(ThreadRow thread, int by) {
        thread.projectId().ifPresent(id -> add(projects, id, by));
        snoozed += thread.asleep() ? by : 0;
        if (thread.counts(settings)) {
            unread += by;
            thread.family().ifPresent(family -> add(unreadByFamily, family, by));
            thread.projectId().ifPresent(id -> add(unreadByProject, id, by));
        }
    }

    private static <K> void add(Map<K, Integer> counts, K key, int by) {
        counts.merge(key, by, (before, more) -> before + more == 0 ? null : before + more);
    }

    private boolean failedSync(ThreadRow thread) {
        return is(thread, NotificationType.REPO_SYNC_FAILED) && thread.counts(settings);
    }

    /// What is muted has no banner either.
    private boolean worthABanner(ThreadRow thread) {
        return thread.unread()
                && !thread.asleep()
                && Highlights.TYPES.contains(thread.notification().known().orElse(null))
                && !settings.muted(thread.notification());
    }

    private static boolean is(ThreadRow thread, NotificationType type) {
        return thread.notification().known().filter(type::equals).isPresent();
    }

    /// How many are put off.
    int snoozed() {
        return snoozed;
    }

    Tally tally(Instant now, Map<String, Integer> unreadByView) {
        Map<Family, Integer> running = new EnumMap<>(Family.class);
        for (ThreadRow thread : underWay) {
            if (!thread.running(now)) {
                break; // nor does any that was heard of before
            }
            thread.family().ifPresent(family -> running.merge(family, 1, Integer::sum));
        }
        return new Tally(
                unread,
                unreadByFamily,
                running,
                unreadByProject,
                failedSyncs.stream()
                        .filter(failure -> {
                            ThreadRow synced = goodSyncs.map().get(failure.projectId());
                            return synced == null || Threads.NEWEST_FIRST.compare(synced, failure) > 0;
                        })
                        .findFirst(),
                snoozed,
                unreadByView);
    }

    Highlights highlights(Instant now) {
        return Highlights.of(worthABanner, now);
    }

    Runs runs() {
        return new Runs(latest.map(), good.map());
    }

    /// The known ones by name, then those that only notifications name.
    List<Api.Project> projects(List<Api.Project> known) {
        List<Api.Project> all = known.stream()
                .map(project -> new Api.Project(project.projectId(), Clean.line(project.name())))
                .sorted(Comparator.comparing(Api.Project::name, String.CASE_INSENSITIVE_ORDER))
                .collect(Collectors.toCollection(ArrayList::new));
        TreeSet<String> unnamed = new TreeSet<>(projects.keySet());
        known.forEach(project -> unnamed.remove(project.projectId()));
        unnamed.forEach(id -> all.add(new Api.Project(id, Clean.line(id))));
        return List.copyOf(all);
    }
}
