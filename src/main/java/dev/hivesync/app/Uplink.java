package dev.hivesync.app;

import dev.hivesync.inbox.ActiveJobs;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.sync.Intents;
import dev.hivesync.sync.LiveChannel;
import dev.hivesync.sync.Reception;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Joins `sync` and `inbox` for one account's session: what is read becomes facts, what waits in the outbox becomes
/// requests. Once it has ended it neither gives nor takes, however late the session's threads are.
final class Uplink implements Reception, Intents, LiveChannel.Listener {

    private static final long PATIENCE_SECONDS = 5;

    private final Inbox inbox;
    private final InstantSource clock;
    private final Runnable pollNow;

    /// Jobs that a plugin has started, by id, with the moment it said so.
    private final Map<String, Instant> pluginJobs = new ConcurrentHashMap<>();

    /// What has been read so far for an inbox that was damaged, which only the server's whole word makes whole. The
    /// poller's thread alone uses it.
    private final List<Page> anew = new ArrayList<>();

    private final Object linkLock = new Object();

    /// The following are guarded by `linkLock`.
    private boolean live;

    private Standing standing = Standing.UNREACHABLE;
    private Duration interval = Duration.ZERO;
    private @Nullable Instant due;

    /// The newest revision heard of live; written by the socket's thread alone.
    private long heard;

    /// The state whose position was given out last: what is read belongs there. Used by the poller's thread alone.
    private InboxState readingFrom = InboxState.EMPTY;

    /// Held while a fact is handed in, so that none comes after the end.
    private final ReentrantLock entrance = new ReentrantLock();

    /// Written under `entrance`.
    private volatile boolean ended;

    Uplink(Inbox inbox, InstantSource clock, Runnable pollNow) {
        this.inbox = inbox;
        this.clock = clock;
        this.pollNow = pollNow;
    }

    /// From here on nothing of this session reaches the inbox, and nothing of the inbox this session.
    ///
    /// @return false where the inbox has been too full to tell
    boolean end() throws InterruptedException {
        if (!entrance.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return false;
        }
        try {
            ended = true;
            return true;
        } finally {
            entrance.unlock();
        }
    }

    private CompletableFuture<InboxState> submit(Fact fact) {
        entrance.lock();
        try {
            if (ended) {
                CompletableFuture<InboxState> refused = new CompletableFuture<>();
                refused.cancel(false);
                return refused;
            }
            return inbox.submit(fact);
        } finally {
            entrance.unlock();
        }
    }

    void jobStarted(String jobId) {
        pluginJobs.put(jobId, clock.instant());
        pollNow.run();
    }

    @Override
    public Position position() {
        InboxState state = inbox.state();
        if (!anew.isEmpty() && state.place().equals(readingFrom.place())) {
            return new Position(anew.getLast().nextCursor(), null);
        }
        anew.clear();
        readingFrom = state;
        Cursor cursor = state.cursor();
        return cursor == null ? new Position(Cursor.START, null) : new Position(cursor, state.etag());
    }

    @Override
    public void page(Page page, @Nullable String etag) {
        if (readingFrom.disk().announced() == null) {
            submit(new Fact.Fetched(readingFrom.place(), page, etag)).join();
            return;
        }
        anew.add(page);
        if (!page.hasMore()) {
            all(List.copyOf(anew), etag, clock.instant());
        }
    }

    @Override
    public void all(List<Page> pages, @Nullable String etag, Instant startedAt) {
        anew.clear();
        submit(new Fact.Reconciled(readingFrom, pages, etag)).join();
    }

    @Override
    public void projects(List<Api.Project> projects) {
        submit(new Fact.ProjectsKnown(projects)).join();
    }

    @Override
    public boolean jobActive() {
        Instant now = clock.instant();
        InboxState state = inbox.state();
        pluginJobs
                .entrySet()
                .removeIf(job ->
                        job.getValue().isBefore(now.minus(ActiveJobs.NEWS)) || ActiveJobs.done(state, job.getKey()));
        return !pluginJobs.isEmpty() || !ActiveJobs.at(state, now).isEmpty();
    }

    @Override
    public void polled(Standing nextStanding, Duration nextInterval, @Nullable Instant nextDue) {
        synchronized (linkLock) {
            standing = nextStanding;
            interval = nextInterval;
            due = nextDue;
            relink();
        }
    }

    @Override
    public void up(boolean up) {
        synchronized (linkLock) {
            if (live == up) {
                return;
            }
            live = up;
            relink();
        }
        pollNow.run();
    }

    private void relink() {
        Connection connection = switch (standing) {
            case ANSWERED -> live ? Connection.LIVE : Connection.POLLING;
            case UNREACHABLE -> Connection.OFFLINE;
            case SIGNED_OUT -> Connection.SIGNED_OUT;
        };
        var _ = submit(new Fact.Linked(new Link(connection, due, interval.toSeconds())));
    }

    /// A frame that does not follow the last one shows a gap, and only a poll fills it.
    @Override
    public void frame(LiveFrame frame) {
        long expected = Math.max(heard, inbox.state().revision()) + 1;
        boolean gap = frame.revision() > expected || (frame.notification() == null && frame.revision() == expected);
        heard = Math.max(heard, frame.revision());
        var _ = submit(new Fact.Pushed(frame));
        if (gap) {
            pollNow.run();
        }
    }

    /// At most one wish waits for a notification, so that wishes of two kinds never concern the same one and a batch
    /// may pass over those of the other kind.
    @Override
    public Optional<Batch> oldest() {
        List<OutboxItem> waiting = inbox.state().outbox().stream()
                .filter(item -> item.parked() == null)
                .toList();
        // Asked after the outbox was read: before the end it is this account's.
        if (ended || waiting.isEmpty()) {
            return Optional.empty();
        }
        Mark mark = waiting.getFirst().mark();
        List<OutboxItem> batch = waiting.stream()
                .filter(item -> item.mark() == mark)
                .limit(Api.MAX_MARK_IDS)
                .toList();
        return Optional.of(new Batch(
                batch.stream().map(OutboxItem::notificationId).toList(),
                mark == Mark.READ,
                batch.getLast().seq()));
    }

    @Override
    public void delivered(Batch batch, Api.Marked answer) {
        Mark mark = batch.read() ? Mark.READ : Mark.UNREAD;
        submit(new Fact.Delivered(batch.ids(), mark, batch.upTo(), answer)).join();
    }

    @Override
    public void refused(Batch single, String reason) {
        for (String id : single.ids()) {
            submit(new Fact.Refused(id, single.upTo(), reason)).join();
        }
    }
}
