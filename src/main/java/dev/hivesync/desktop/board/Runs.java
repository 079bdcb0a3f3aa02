package dev.hivesync.desktop.board;

import dev.hivesync.wire.NotificationType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The latest run of each piece of work, by which older ones are known to be outdated.
///
/// Neither map changes any more.
///
/// @param latest in whatever state
/// @param good completed, or synced
public record Runs(Map<Order, ThreadRow> latest, Map<Order, ThreadRow> good) {

    public static final Runs NONE = new Runs(Map.of(), Map.of());

    /// @param newestFirst all threads
    static Runs of(List<ThreadRow> newestFirst) {
        Newest<Order> latest = new Newest<>(Runs::order);
        Newest<Order> good = new Newest<>(Runs::goodOrder);
        Threads.Move all = new Threads.Move(Threads.NONE, List.of(), newestFirst);
        latest.take(all);
        good.take(all);
        return new Runs(latest.map(), good.map());
    }

    static Optional<Order> order(ThreadRow thread) {
        return Order.again(thread);
    }

    static Optional<Order> goodOrder(ThreadRow thread) {
        return isGood(thread) ? Order.again(thread) : Optional.empty();
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
