package dev.hivesync.mobile;

import dev.hivesync.mobile.View.Standing;
import dev.hivesync.sync.Nudge;
import dev.hivesync.sync.Pause;
import dev.hivesync.sync.PollSchedule;
import dev.hivesync.sync.PollSchedule.Situation;
import dev.hivesync.sync.Reply;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The phone: shows at once what it has kept, polls, and marks read what is opened. All state belongs to its one
/// thread;
/// the methods may be called on any and return at once.
public final class MobileClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MobileClient.class);
    private static final Duration AT_THE_END = Duration.ofSeconds(5);

    private static final long SHORTEST_GAP = Duration.ofSeconds(1).toNanos();

    private final Exchange exchange;
    private final ShelfFile file;
    private final Pace pace;
    private final Pause pause;
    private final InstantSource clock;
    private final Consumer<View> screen;
    private final Thread thread = Thread.ofVirtual().name("mobile").unstarted(this::run);
    private final Queue<String> opened = new ConcurrentLinkedQueue<>();

    /// Written by whoever tells, read by the thread.
    private volatile boolean background;

    private Shelf shelf = Shelf.EMPTY;
    private Shelf saved = Shelf.EMPTY;
    private Standing standing = Standing.STARTING;
    private final Set<String> shown = new LinkedHashSet<>();
    private int failures;
    private long lastEnd;

    /// No poll before this moment, whoever pulls.
    private long held;

    /// @param screen called on the client's thread when something has changed
    public MobileClient(
            Feed feed, ShelfFile file, PollSchedule schedule, Pause pause, InstantSource clock, Consumer<View> screen) {
        this.exchange = new Exchange(feed, clock);
        this.file = file;
        this.pace = new Pace(schedule);
        this.pause = pause;
        this.clock = clock;
        this.screen = screen;
    }

    public void start() {
        thread.start();
    }

    /// Pull to refresh.
    public void refresh() {
        pause.nudge(Nudge.ASKED);
    }

    /// The user looks at something else, or is back; back polls at once where the last poll is 45 s ago.
    public void background(boolean away) {
        background = away;
        pause.nudge(Nudge.FOCUS);
    }

    /// The user has opened this row: it is read, here at once and everywhere when the server can be told.
    public void open(String notificationId) {
        opened.add(notificationId);
        pause.nudge(Nudge.OUTBOX);
    }

    @Override
    public void close() {
        thread.interrupt();
        join();
    }

    /// Waits for the thread to end; tests end it by an interruption of their own.
    void join() {
        try {
            thread.join(AT_THE_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean begun = false;
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    if (!begun) {
                        begun = true;
                        begin();
                    }
                    Duration wait = round();
                    keep();
                    show();
                    await(wait);
                } catch (RuntimeException e) {
                    LOG.error("The list could not be brought up to date; it is tried again later", e);
                    pause.await(offline(null));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        shelf = file.load();
        saved = shelf;
        show();
    }

    private void await(Duration wait) throws InterruptedException {
        lastEnd = pause.now();
        long due = lastEnd + wait.toNanos();
        while (pause.now() < due) {
            Set<Nudge> nudges = pause.await(Duration.ofNanos(due - pause.now()));
            if (nudges.contains(Nudge.OUTBOX)) {
                takeOpened();
                keep();
                show();
                due = failures == 0 ? soonest(due) : due;
            }
            if (nudges.contains(Nudge.ASKED)) {
                due = soonest(due);
            }
            if (nudges.contains(Nudge.FOCUS)) {
                show();
                due = background
                        ? Math.max(due, lastEnd + Pace.BACKGROUND.toNanos())
                        : Math.min(
                                due,
                                Math.max(
                                        held,
                                        lastEnd
                                                + pace.next(situation(null, null), false)
                                                        .toNanos()));
            }
        }
    }

    private long soonest(long due) {
        return Math.min(due, Math.max(held, Math.max(pause.now(), lastEnd + SHORTEST_GAP)));
    }

    private Situation situation(@Nullable Duration retryAfter, @Nullable Duration pollInterval) {
        return new Situation(failures, shelf.launching(clock.instant()), retryAfter, pollInterval);
    }

    /// One round: hands over read marks, then reads.
    ///
    /// @return the pause until the next
    private Duration round() {
        takeOpened();
        shelf = exchange.handOver(shelf);
        Exchange.Outcome outcome = exchange.read(shelf);
        shelf = outcome.shelf();
        return answered(outcome.reply());
    }

    private void takeOpened() {
        for (String id = opened.poll(); id != null; id = opened.poll()) {
            shelf = shelf.opened(id);
        }
    }

    private Duration answered(Reply<Page> reply) {
        held = pause.now();
        return switch (reply) {
            case Reply.Ok<Page> ok -> current(ok.pollInterval());
            case Reply.Unchanged<Page> unchanged -> current(unchanged.pollInterval());
            case Reply.SignedOut<Page> _ -> {
                standing = Standing.SIGNED_OUT;
                yield Pace.SIGNED_OUT;
            }
            case Reply.Unavailable<Page> gone -> offline(gone.retryAfter());
            case Reply.Rejected<Page> _, Reply.CursorExpired<Page> _ -> offline(null);
        };
    }

    private Duration current(@Nullable Duration pollInterval) {
        failures = 0;
        standing = Standing.CURRENT;
        return pace.next(situation(null, pollInterval), background);
    }

    private Duration offline(@Nullable Duration retryAfter) {
        failures++;
        standing = Standing.OFFLINE;
        if (retryAfter != null) {
            held = pause.now() + retryAfter.toNanos();
        }
        return pace.next(situation(retryAfter, null), background);
    }

    private void keep() {
        if (shelf.equals(saved)) {
            return;
        }
        try {
            file.save(shelf);
            saved = shelf;
        } catch (IOException e) {
            LOG.warn("The list cannot be kept ({})", e.getClass().getSimpleName());
        }
    }

    private void show() {
        Set<String> unread = shelf.rows().stream()
                .filter(row -> !shelf.read(row))
                .map(Notification::notificationId)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> fresh = new LinkedHashSet<>(unread);
        fresh.removeAll(shown);
        shown.clear();
        shelf.rows().forEach(row -> shown.add(row.notificationId()));
        screen.accept(new View(
                shelf.rows(), unread, Set.copyOf(fresh), shelf.launching(clock.instant()), background, standing));
    }
}
