package dev.hivesync.desktop.board;

import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.CatchUp;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that works boards out, beside the FX thread. Steps and filters that come while it is at work
/// are taken together the next time. Between the boards of two steps it rests for twice as long as the first took, so
/// that a burst leaves the processors to those who bring and draw it; a filter waits for nothing.
public final class Presenter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Presenter.class);

    private static final Duration MOST_REST = Duration.ofMillis(200);

    private final Boards boards;
    private final InstantSource clock;
    private final Consumer<Present> out;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "boards");
        thread.setDaemon(true);
        return thread;
    });

    private final Object inbound = new Object();
    private @Nullable InboxState arrived; // guarded by inbound
    private List<Step.Change> changes = new ArrayList<>(); // guarded by inbound
    private Map<String, Backlog> backlog = new HashMap<>(); // guarded by inbound
    private final CatchUp catchUp = new CatchUp(); // guarded by inbound
    private Filter filter = Filter.ALL; // guarded by inbound
    private boolean due; // guarded by inbound: a run is scheduled that will see all of the above
    private boolean resting; // guarded by inbound: that run is the one after the rest
    private long rested = System.nanoTime(); // guarded by inbound: when the rest is over

    private boolean preparing; // guarded by inbound: a slice of the search text is scheduled

    private InboxState state = InboxState.EMPTY; // the worker's
    private @Nullable Board board; // the worker's: the last one
    private boolean begun; // the worker's

    /// @param out receives boards on this presenter's thread
    public Presenter(Boards boards, InstantSource clock, Consumer<Present> out) {
        this.boards = boards;
        this.clock = clock;
        this.out = out;
    }

    public void accept(Step step) {
        synchronized (inbound) {
            arrived = step.state();
            changes.addAll(step.changes());
            backlog.putAll(catchUp.of(step, clock.instant()).arrivals(step));
        }
        afterRest();
    }

    private void afterRest() {
        Duration left;
        synchronized (inbound) {
            if (due) {
                return;
            }
            due = true;
            left = Duration.ofNanos(Math.max(0, rested - System.nanoTime()));
            resting = left.isPositive();
        }
        in(left, this::work);
    }

    public void show(Filter wanted) {
        synchronized (inbound) {
            filter = wanted;
        }
        again();
    }

    /// Works the board out anew: time has passed.
    public void again() {
        synchronized (inbound) {
            if (due && !resting) {
                return;
            }
            due = true;
            resting = false;
        }
        in(Duration.ZERO, this::work);
    }

    /// Runs a task on this thread after a delay; drops it once closed.
    public void in(Duration delay, Runnable task) {
        try {
            var _ = worker.schedule(() -> guarded(task), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed, a task is dropped");
        }
    }

    /// Runs a task on this thread, after all that was asked for before.
    ///
    /// @throws RejectedExecutionException once closed
    public void run(Runnable task) {
        worker.execute(() -> {
            guarded(this::work);
            task.run();
        });
    }

    /// Nothing where another run has seen all there is.
    private void work() {
        InboxState next;
        List<Step.Change> since;
        Map<String, Backlog> late;
        Filter wanted;
        long start = System.nanoTime();
        synchronized (inbound) {
            if (!due) {
                return;
            }
            due = false;
            resting = false;
            next = arrived;
            arrived = null;
            since = changes;
            changes = new ArrayList<>();
            late = backlog;
            backlog = new HashMap<>();
            wanted = filter;
        }
        boolean first = next != null && !begun;
        if (next != null) {
            state = next;
            begun = true;
        }
        Instant now = clock.instant();
        Board last = board;
        board = last == null ? boards.of(state, wanted, now, Map.of()) : boards.after(last, state, wanted, now);
        out.accept(new Present(board, since, late, first));
        synchronized (inbound) {
            long end = System.nanoTime();
            rested = end + Math.min(2 * (end - start), MOST_REST.toNanos());
        }
        prepareSearch();
    }

    /// In slices, so that what comes in between does not wait.
    private void prepareSearch() {
        synchronized (inbound) {
            if (due || preparing) {
                return;
            }
            preparing = true;
        }
        in(Duration.ZERO, () -> {
            synchronized (inbound) {
                preparing = false;
            }
            if (boards.prepareSearch()) {
                prepareSearch();
            }
        });
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the window's model could not be updated", e);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
