package dev.hivesync.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of what this desktop knows. Facts are joined in batches on a thread of its own, written in one
/// transaction, and only then seen: as the [#state] and by observers.
public final class Inbox implements AutoCloseable {

    /// Facts that may wait; a submitter waits too when there are more.
    private static final int QUEUE = 10_000;

    private static final int BATCH = 1_000;

    /// How often the clock is looked at while nothing comes.
    private static final long LOOK_SECONDS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>(QUEUE);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final InstantSource clock;
    private final Thread thread;

    /// Used by the inbox thread alone once it runs.
    private final Ledger ledger;

    private final Patience patience;

    private final List<Consumer<Step>> observers = new ArrayList<>();

    /// Written by the inbox thread.
    private volatile InboxState state;

    private Inbox(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        patience = new Patience(ledger, closing, this::publish);
        this.state = ledger.state();
        this.clock = clock;
        thread = Thread.ofVirtual().name("inbox").unstarted(this::run);
    }

    /// Opens the inbox kept in `file` and starts its thread.
    ///
    /// @throws NewerDataException where a later version wrote the file
    public static Inbox open(Path file, InstantSource clock) throws IOException, SQLException, NewerDataException {
        Inbox inbox = new Inbox(Ledger.open(file, clock), clock);
        inbox.thread.start();
        return inbox;
    }

    /// What `file` holds, read beside the program that owns it. Of a damaged one, what can still be read.
    public static InboxState peek(Path file) throws IOException, SQLException, NewerDataException {
        return Opening.peek(file);
    }

    /// The latest durable state.
    public InboxState state() {
        return state;
    }

    /// Hands in a fact; the answer completes with the state that holds it, once that is durable. Waits while
    /// 10,000 facts are queued.
    public CompletableFuture<InboxState> submit(Fact fact) {
        CompletableFuture<InboxState> durable = new CompletableFuture<>();
        if (!put(new Task.Join(fact, durable))) {
            durable.cancel(false);
        }
        return durable;
    }

    /// Hands in a fact without waiting for it to be durable.
    public void accept(Fact fact) {
        var _ = submit(fact);
    }

    /// Someone signed in. Another account than before brings that account's own inbox; nothing is ever mixed.
    ///
    /// @param account names the server and the user
    /// @param user the id that the user's rows carry; rows of anyone else are refused. Empty where it is not known
    public CompletableFuture<InboxState> signIn(String account, String user) {
        CompletableFuture<InboxState> done = new CompletableFuture<>();
        if (!put(new Task.SignIn(account, user, done))) {
            done.cancel(false);
        }
        return done;
    }

    /// Calls `observer` on the inbox thread with the present and then with every step.
    public void observe(Consumer<Step> observer) {
        put(new Task.Observe(observer));
    }

    private boolean put(Task task) {
        try {
            while (closing.getCount() > 0) {
                if (tasks.offer(task, 100, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void run() {
        try {
            while (turn(tasks.poll(ledger.sweepDue(clock.instant()) ? 0 : LOOK_SECONDS, TimeUnit.SECONDS))) {
                sweep();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether to go on
    private boolean turn(@Nullable Task first) throws InterruptedException {
        Task task = first;
        List<Task.Join> batch = new ArrayList<>();
        while (task instanceof Task.Join join) {
            batch.add(join);
            task = batch.size() < BATCH ? tasks.poll() : null;
        }
        if (!batch.isEmpty()) {
            join(batch);
        }
        switch (task) {
            case Task.Observe(Consumer<Step> observer) -> {
                observers.add(observer);
                tell(observer, new Step(state, List.of()));
            }
            case Task.SignIn signIn -> signIn(signIn);
            case Task.Stop _ -> {
                return false;
            }
            case null -> {}
            case Task.Join _ -> throw new IllegalStateException("joins are batched above");
        }
        return true;
    }

    private void join(List<Task.Join> batch) throws InterruptedException {
        List<Fact> facts = batch.stream().map(Task.Join::fact).toList();
        try {
            if (patience.with(() -> ledger.join(facts, clock.instant()))) {
                batch.forEach(join -> join.durable().complete(state));
            } else {
                batch.forEach(join -> join.durable().cancel(false));
            }
        } catch (NewerDataException | RuntimeException e) {
            LOG.error("A fact could not be joined; the inbox goes on without it", e);
            batch.forEach(join -> join.durable().completeExceptionally(e));
        }
    }

    private void signIn(Task.SignIn task) throws InterruptedException {
        try {
            if (patience.with(() -> ledger.signIn(task.account(), task.user(), clock.instant()))) {
                task.done().complete(state);
            } else {
                task.done().cancel(false);
            }
        } catch (NewerDataException | RuntimeException e) {
            task.done().completeExceptionally(e);
        }
    }

    /// What comes goes before what has had its time.
    private void sweep() {
        try {
            if ((tasks.isEmpty() || ledger.overfull()) && ledger.sweepDue(clock.instant())) {
                Optional<Step> step = ledger.sweep(clock.instant());
                step.ifPresent(this::publish);
            }
        } catch (SQLException e) {
            var _ = ledger.brokenBy(e);
            LOG.warn("Old notifications could not be removed ({}); trying again later", Damage.reason(e));
        }
    }

    private void publish(Step step) {
        state = step.state();
        observers.forEach(observer -> tell(observer, step));
    }

    private static void tell(Consumer<Step> observer, Step step) {
        try {
            observer.accept(step);
        } catch (RuntimeException e) {
            LOG.error("An observer of the inbox failed; the others go on", e);
        }
    }

    /// Finishes what was handed in before, then lets go of the file.
    @Override
    public void close() {
        if (closing.getCount() == 0) {
            return;
        }
        try {
            // First: a queue that is full because the disk takes nothing has room for no end either.
            closing.countDown();
            tasks.put(new Task.Stop());
            thread.join();
            ledger.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("The inbox did not close cleanly (SQLite code {})", e.getErrorCode());
        }
        tasks.forEach(task -> {
            switch (task) {
                case Task.Join join -> join.durable().cancel(false);
                case Task.SignIn signIn -> signIn.done().cancel(false);
                case Task.Observe _, Task.Stop _ -> {}
            }
        });
    }
}
