package dev.hivesync.desktop.board;

import dev.hivesync.wire.NotificationType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The latest run of each piece of work, by which older ones are known to be outdated.
///
/// @param latest in whatever state
/// @param good completed, or synced
public record Runs(Map<Order, ThreadRow> latest, Map<Order, ThreadRow> good) {

    public static final Runs NONE = new Runs(Map.of(), Map.of());

    public Runs {
        latest = Map.copyOf(latest);
        good = Map.copyOf(good);
    }

    static Runs of(List<ThreadRow> newestFirst) {
        Map<Order, ThreadRow> latest = new HashMap<>();
        Map<Order, ThreadRow> good = new HashMap<>();
        for (ThreadRow thread : newestFirst) {
            Order.again(thread).ifPresent(order -> {
                latest.putIfAbsent(order, thread);
                if (isGood(thread)) {
                    good.putIfAbsent(order, thread);
                }
            });
        }
        return new Runs(latest, good);
    }

    private static boolean isGood(ThreadRow thread) {
        return thread.notification()
                .known()
                .filter(type -> type == NotificationType.AI_JOB_COMPLETED || type == NotificationType.REPO_SYNC_SUCCESS)
                .isPresent();
    }

    /// A run of the same work that was heard of after this one.
    public Optional<ThreadRow> after(ThreadRow thread) {
        return newer(latest, Order.again(thread), thread);
    }

    /// A later run of the same work that came to a good end.
    public Optional<ThreadRow> goodAfter(ThreadRow thread) {
        return newer(good, Order.again(thread), thread);
    }

    /// A sync of the thread's project that came to a good end after it.
    public Optional<ThreadRow> syncedAfter(ThreadRow thread) {
        return newer(good, thread.projectId().map(Order.Sync::new), thread);
    }

    private static Optional<ThreadRow> newer(
            Map<Order, ThreadRow> runs, Optional<? extends Order> order, ThreadRow thread) {
        return order.flatMap(wanted -> Optional.ofNullable(runs.get(wanted)))
                .filter(run -> !run.key().equals(thread.key()) && run.time().isAfter(thread.time()));
    }
}
