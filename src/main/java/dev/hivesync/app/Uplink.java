package dev.hivesync.app;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.sync.Intents;
import dev.hivesync.sync.LiveChannel;
import dev.hivesync.sync.Nudge;
import dev.hivesync.sync.Reception;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Joins `sync` and `inbox` for one account's session: what is read becomes facts, what waits in the outbox becomes
/// requests. Once it has ended it neither gives nor takes, however late the session's threads are.
final class Uplink implements Reception, Intents, LiveChannel.Listener {

    private static final long PATIENCE_SECONDS = 5;

    private final Inbox inbox;
    private final JobWatch jobs;
    private final Consumer<Nudge> poll;

    /// What has been read so far for an inbox that was damaged, which only the server's whole word makes whole. The
    /// poller's thread alone uses it.
    private final List<Page> anew = new ArrayList<>();

    private final Object linkLock = new Object();

    /// The following are guarded by `linkLock`.
    private boolean live;

    private Standing standing = Standing.UNREACHABLE;

    /// Whether all that the server had has been read once.
    private boolean filled;

    /// Polls in a row that had no answer.
    private int missed;

    private Duration interval = Duration.ZERO;
    private @Nullable Instant due;

    /// The newest revision heard of live; written by the socket's thread, and by the poller's after reading anew.
    private volatile long heard;

    /// The state whose position was given out last: what is read belongs there. Used by the poller's thread alone.
    private InboxState readingFrom = InboxState.EMPTY;

    /// Held while a fact is handed in, so that none comes after the end.
    private final ReentrantLock entrance = new ReentrantLock();

    /// Written under `entrance`.
    private volatile boolean ended;

    /// @param poll brings the next poll forward
    Uplink(Inbox inbox, JobWatch jobs, Consumer<Nudge> poll) {
        this.inbox = inbox;
        this.jobs = jobs;
        this.poll = poll;
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
        jobs.started(jobId);
        poll.accept(Nudge.ASKED);
    }

    /// Whether no server can be reached at present.
    boolean offline() {
        return inbox.state().link().connection() == Connection.OFFLINE;
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
            all(List.copyOf(anew), etag);
        }
    }

    @Override
    public void all(List<Page> pages, @Nullable String etag) {
        anew.clear();
        submit(new Fact.Reconciled(readingFrom, pages, etag)).join();
        // The server may have been set back: what was heard before says nothing about what follows.
        heard = 0;
    }

    @Override
    public void projects(List<Api.Project> projects) {
        submit(new Fact.ProjectsKnown(projects)).join();
    }

    @Override
    public boolean jobActive() {
        return jobs.active(inbox.state());
    }

    @Override
    public void polled(Standing nextStanding, Duration nextInterval, @Nullable Instant nextDue) {
        synchronized (linkLock) {
            standing = nextStanding;
            filled |= nextStanding == Standing.ANSWERED;
            missed = nextStanding == Standing.UNREACHABLE ? missed + 1 : 0;
            interval = nextInterval;
            due = nextDue;
            relink();
        }
    }

    @Override
    public void up(boolean up) {
        synchronized (linkLock) {
            live = up;
            relink();
        }
        poll.accept(Nudge.LIVE);
    }

    @Override
    public void missed() {
        poll.accept(Nudge.LIVE);
    }

    /// One poll without an answer beside a channel that stands is no loss of the connection; two are. Before the first
    /// complete answer the inbox is not what the server has, whatever stands.
    private void relink() {
        Connection connection = switch (standing) {
            case ANSWERED -> live ? Connection.LIVE : Connection.POLLING;
            case UNREACHABLE -> live && filled && missed < 2 ? Connection.LIVE : Connection.OFFLINE;
            case SIGNED_OUT -> Connection.SIGNED_OUT;
        };
        var _ = submit(new Fact.Linked(new Link(connection, due, interval.toSeconds())));
    }

    /// A frame that does not follow the last one shows a gap, and only a poll fills it.
    @Override
    public void frame(LiveFrame frame) {
        Notification row = frame.notification();
        long expected = Math.max(heard, inbox.state().revision()) + 1;
        boolean gap = frame.revision() > expected || (row == null && frame.revision() == expected);
        heard = Math.max(heard, frame.revision());
        var _ = submit(new Fact.Pushed(frame));
        if (gap) {
            poll.accept(Nudge.LIVE);
        }
        if (row != null
                && row.payload() instanceof Payload.AiJob
                && row.known().filter(NotificationType::done).isEmpty()) {
            poll.accept(Nudge.JOB);
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
