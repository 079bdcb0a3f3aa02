package dev.hivesync.attention;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings back what was put off, with and without a window. The inbox tells observers of each return once: this one
/// observes after those that announce it.
public final class Waking implements AutoCloseable {

    /// A computer sleeps and its clock is set while an alarm runs: it is looked at the clock at least so often.
    private static final Duration LOOK = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Waking.class);

    private final Consumer<Fact> intents;
    private final InstantSource clock;
    private final ZoneId zone;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "snoozes");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Map<String, Handling> handlings = Map.of(); // the inbox thread's
    private @Nullable Future<?> alarm; // the worker's

    /// @param intents takes [Fact.Woken]
    public Waking(Consumer<Fact> intents, InstantSource clock, ZoneId zone) {
        this.intents = intents;
        this.clock = clock;
        this.zone = zone;
    }

    public void accept(Step step) {
        Map<String, Handling> next = step.state().handlings();
        if (!next.equals(handlings)) {
            handlings = next;
            run(Duration.ZERO);
        }
    }

    private void run(Duration delay) {
        try {
            var _ = worker.schedule(this::look, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.debug("closed, nothing comes back any more");
        }
    }

    private void look() {
        try {
            wake();
        } catch (RuntimeException e) {
            LOG.error("What was put off could not be brought back; trying again", e);
        }
        again();
    }

    void wake() {
        List<Handling> over = Snoozes.over(handlings.values(), clock.instant(), zone);
        if (!over.isEmpty()) {
            intents.accept(new Fact.Woken(over));
        }
    }

    private void again() {
        if (alarm != null) {
            alarm.cancel(false);
        }
        Optional<Instant> next = Snoozes.next(handlings.values(), zone);
        alarm = null;
        if (next.isPresent() && !worker.isShutdown()) {
            Duration left = Duration.between(clock.instant(), next.get());
            Duration wait = left.isNegative() || left.compareTo(LOOK) > 0 ? LOOK : left.plusMillis(1);
            alarm = worker.schedule(this::look, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
