package dev.hivesync.attention;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Step.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Marks as read what has settled itself, with and without a window. Works on a thread of its own: the inbox never
/// waits for it, and steps that come while it is at work are taken together.
///
/// Each notification is asked for once, and never after the user marked it unread.
public final class AutoClearing implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(AutoClearing.class);

    private final Consumer<Fact> intents;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("auto-clear").factory());

    private final Object inbound = new Object();
    private InboxState state = InboxState.EMPTY; // guarded by inbound
    private List<Entry> arrived = new ArrayList<>(); // guarded by inbound
    private Set<ClearRule> rules; // guarded by inbound
    private boolean due; // guarded by inbound: a run is scheduled that will see all of the above

    /// What was asked for, and what the user wants to keep unread; guarded by inbound.
    private final Set<String> spared = new HashSet<>();

    /// @param intents takes [Fact.Read]
    public AutoClearing(Consumer<Fact> intents, Set<ClearRule> rules) {
        this.intents = intents;
        this.rules = rules;
    }

    /// Takes an inbox step; the first is the present, of which nothing is cleared.
    public void accept(Step step) {
        synchronized (inbound) {
            state = step.state();
            for (Change change : step.changes()) {
                switch (change) {
                    case Change.Arrived(var entry) -> arrived.add(entry);
                    case Change.BecameUnread(var ids) -> spared.addAll(ids);
                    case Change.Forgotten(var ids) -> ids.forEach(spared::remove);
                    case Change.BecameRead _, Change.PutOff _, Change.CameBack _ -> {}
                }
            }
            if (arrived.isEmpty() || due) {
                return;
            }
            due = true;
        }
        run(this::arrivals);
    }

    /// The switches as they are now. One that has been turned on clears what it finds.
    public void rules(Set<ClearRule> next) {
        Set<ClearRule> fresh = new HashSet<>(next);
        synchronized (inbound) {
            fresh.removeAll(rules);
            rules = Set.copyOf(next);
        }
        if (!fresh.isEmpty()) {
            run(() -> sweep(fresh));
        }
    }

    private void run(Runnable task) {
        try {
            worker.execute(() -> guarded(task));
        } catch (RejectedExecutionException _) {
            LOG.debug("closed, nothing is cleared any more");
        }
    }

    private void arrivals() {
        InboxState present;
        List<Entry> since;
        Set<ClearRule> on;
        synchronized (inbound) {
            due = false;
            present = state;
            since = arrived;
            arrived = new ArrayList<>();
            on = rules;
        }
        ask(AutoClear.settled(since, present.entries().values(), on));
    }

    private void sweep(Set<ClearRule> on) {
        InboxState present;
        synchronized (inbound) {
            present = state;
        }
        ask(AutoClear.settled(present.entries().values(), on));
    }

    private void ask(Set<String> settled) {
        Set<String> ids = new HashSet<>(settled);
        synchronized (inbound) {
            ids.removeAll(spared);
            spared.addAll(ids);
        }
        if (!ids.isEmpty()) {
            intents.accept(new Fact.Read(ids));
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("Something that settled itself could not be marked as read", e);
        }
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            var _ = worker.awaitTermination(PATIENCE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
