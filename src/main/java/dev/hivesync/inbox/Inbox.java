package dev.hivesync.inbox;

import dev.hivesync.inbox.Step.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of what this desktop knows. Facts are joined in batches on a thread of its own, written in one
/// transaction, and only then seen: as the [#state] and by observers.
public final class Inbox implements AutoCloseable {

    /// Facts that may wait; a submitter waits too when there are more.
    private static final int QUEUE = 10_000;

    private static final int BATCH = 1_000;
    private static final long RETRY_SECONDS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>(QUEUE);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AccountFiles files;
    private final InstantSource clock;
    private final Thread thread;

    /// Used by the inbox thread alone once it runs.
    private final List<Consumer<Step>> observers = new ArrayList<>();

    /// Written by the inbox thread alone once it runs.
    private InboxStore store;

    /// Written by the inbox thread.
    private volatile InboxState state;

    private Inbox(AccountFiles files, InboxStore store, InboxState state, InstantSource clock) {
        this.files = files;
        this.store = store;
        this.state = state;
        this.clock = clock;
        thread = Thread.ofVirtual().name("inbox").unstarted(this::run);
    }

    /// Opens the inbox kept in `file` and starts its thread.
    ///
    /// @throws NewerDataException where a later version wrote the file
    public static Inbox open(Path file, InstantSource clock) throws IOException, SQLException, NewerDataException {
        InboxStore store = InboxStore.open(file);
        Inbox inbox = new Inbox(new AccountFiles(file), store, store.load(), clock);
        inbox.thread.start();
        return inbox;
    }

    /// What `file` holds, read beside the program that owns it.
    public static InboxState peek(Path file) throws SQLException, NewerDataException {
        return InboxStore.peek(file);
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
    public CompletableFuture<InboxState> signIn(String account) {
        CompletableFuture<InboxState> done = new CompletableFuture<>();
        if (!put(new Task.SignIn(account, done))) {
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
        List<Task.Join> batch = new ArrayList<>();
        try {
            while (true) {
                Task task = tasks.take();
                while (task instanceof Task.Join join) {
                    batch.add(join);
                    task = batch.size() < BATCH ? tasks.poll() : null;
                }
                join(batch);
                batch.clear();
                switch (task) {
                    case Task.Observe(Consumer<Step> observer) -> {
                        observers.add(observer);
                        tell(observer, new Step(state, List.of()));
                    }
                    case Task.SignIn(String account, CompletableFuture<InboxState> done) -> signIn(account, done);
                    case Task.Stop _ -> {
                        return;
                    }
                    case null -> {}
                    case Task.Join _ -> throw new IllegalStateException("joins are batched above");
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(List<Task.Join> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        Outcome outcome = Merge.join(state, batch.stream().map(Task.Join::fact).toList(), clock.instant());
        if (outcome.nothing() || write(outcome)) {
            publish(outcome.state(), outcome.changes(), !outcome.nothing());
            batch.forEach(join -> join.durable().complete(state));
        } else {
            batch.forEach(join -> join.durable().cancel(false));
        }
    }

    private void publish(InboxState next, List<Change> changes, boolean changed) {
        state = next;
        if (changed) {
            Step step = new Step(next, changes);
            observers.forEach(observer -> tell(observer, step));
        }
    }

    /// A fact is durable before it is visible: while the disk refuses, the batch waits.
    private boolean write(Outcome outcome) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                store.write(outcome);
                return true;
            } catch (SQLException e) {
                if (!told) {
                    LOG.warn(
                            "The inbox cannot be written (SQLite code {}); trying again every second",
                            e.getErrorCode());
                    told = true;
                }
                if (closing.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    return false;
                }
            }
        }
    }

    private void signIn(String account, CompletableFuture<InboxState> done) {
        if (state.account().equals(account)) {
            done.complete(state);
            return;
        }
        try {
            List<Change> changes = new ArrayList<>();
            InboxState next = state;
            if (!state.account().isEmpty()) {
                changes.add(new Change.Forgotten(List.copyOf(state.entries().keySet())));
                store.close();
                files.swap(state.account(), account);
                store = InboxStore.open(files.current());
                next = store.load();
            }
            next = next.belongingTo(account);
            store.write(new Outcome(next, List.of(), List.of(), List.of(), List.of(), List.of(), true));
            publish(next, changes, true);
            done.complete(state);
        } catch (IOException | SQLException | NewerDataException e) {
            done.completeExceptionally(e);
        }
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
            tasks.put(new Task.Stop());
            closing.countDown();
            thread.join();
            store.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("The inbox did not close cleanly (SQLite code {})", e.getErrorCode());
        }
        tasks.forEach(task -> {
            if (task instanceof Task.Join join) {
                join.durable().cancel(false);
            }
        });
    }
}
