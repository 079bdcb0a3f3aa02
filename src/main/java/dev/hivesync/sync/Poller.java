package dev.hivesync.sync;

import dev.hivesync.sync.PollSchedule.Situation;
import dev.hivesync.sync.Reception.Position;
import dev.hivesync.sync.Reception.Standing;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls on a thread of its own: one round at a time, the next one a pause after the last has ended. A round hands
/// over what the user wants and then reads all changes.
public final class Poller implements AutoCloseable {

    /// Without a token no request leaves; this only looks whether there is one again.
    private static final Duration SIGNED_OUT_PAUSE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final Backend backend;
    private final Reception reception;
    private final Delivery delivery;
    private final PollSchedule schedule;
    private final Pause pause;
    private final InstantSource clock;
    private final Thread thread;

    /// Used by the poller thread alone.
    private int failures;

    private @Nullable Duration pollInterval;
    private boolean projectsKnown;

    private volatile boolean closed;

    public Poller(
            Backend backend,
            Reception reception,
            Intents intents,
            PollSchedule schedule,
            Pause pause,
            InstantSource clock) {
        this.backend = backend;
        this.reception = reception;
        delivery = new Delivery(backend, intents);
        this.schedule = schedule;
        this.pause = pause;
        this.clock = clock;
        thread = Thread.ofVirtual().name("poller").unstarted(this::run);
    }

    public Poller start() {
        thread.start();
        return this;
    }

    /// Poll at once: the user asked, the network returned, a live frame showed a gap.
    public void nudge() {
        pause.nudge();
    }

    private void run() {
        try {
            while (!closed) {
                pause.await(guarded());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration guarded() {
        try {
            return round();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.error("A poll failed unexpectedly", e);
            }
            return Duration.ofSeconds(60);
        }
    }

    /// One round; the answer is the pause until the next.
    Duration round() {
        Reply<?> outcome = delivery.all();
        if (outcome instanceof Reply.Ok || outcome instanceof Reply.Rejected) {
            outcome = fetch();
        }
        if (outcome instanceof Reply.Ok
                && !projectsKnown
                && backend.projects() instanceof Reply.Ok<List<Api.Project>> ok) {
            reception.projects(ok.body());
            projectsKnown = true;
        }
        return switch (outcome) {
            case Reply.Ok<?> ok -> answered(ok.pollInterval());
            case Reply.Unchanged<?> unchanged -> answered(unchanged.pollInterval());
            case Reply.SignedOut<?> _ -> {
                projectsKnown = false;
                reception.polled(Standing.SIGNED_OUT, Duration.ZERO, null);
                yield SIGNED_OUT_PAUSE;
            }
            case Reply.Unavailable<?>(String reason, Duration retryAfter) -> failed(reason, retryAfter);
            case Reply.Rejected<?>(int status, String code) -> failed("refused with " + status + " " + code, null);
            case Reply.CursorExpired<?> _ -> failed("the cursor expired twice", null);
        };
    }

    private Duration answered(@Nullable Duration asked) {
        failures = 0;
        pollInterval = asked;
        return wait(Standing.ANSWERED, new Situation(0, reception.jobActive(), null, asked));
    }

    private Duration failed(String reason, @Nullable Duration retryAfter) {
        failures++;
        if (failures == 1 && !closed) {
            LOG.info("The backend cannot be polled: {}", reason);
        }
        return wait(Standing.UNREACHABLE, new Situation(failures, false, retryAfter, pollInterval));
    }

    private Duration wait(Standing standing, Situation situation) {
        Duration wait = schedule.next(situation);
        reception.polled(standing, schedule.interval(situation), clock.instant().plus(wait));
        return wait;
    }

    private Reply<Page> fetch() {
        while (true) {
            Position from = reception.position();
            Reply<Page> reply = backend.changes(from.cursor(), from.etag());
            if (reply instanceof Reply.CursorExpired) {
                return readAnew();
            }
            if (!(reply instanceof Reply.Ok<Page> ok)) {
                return reply;
            }
            reception.page(ok.body(), ok.etag());
            if (!ok.body().hasMore()) {
                return reply;
            }
        }
    }

    private Reply<Page> readAnew() {
        Instant startedAt = clock.instant();
        List<Page> pages = new ArrayList<>();
        Cursor cursor = Cursor.START;
        while (true) {
            Reply<Page> reply = backend.changes(cursor, null);
            if (!(reply instanceof Reply.Ok<Page> ok)) {
                return reply;
            }
            pages.add(ok.body());
            cursor = ok.body().nextCursor();
            if (!ok.body().hasMore()) {
                reception.all(pages, ok.etag(), startedAt);
                return reply;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
