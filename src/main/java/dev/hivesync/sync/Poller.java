package dev.hivesync.sync;

import dev.hivesync.sync.Reception.Standing;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls on a thread of its own: one round at a time, the next one a pause after the last has ended. A round hands
/// over what the user wants and then reads all changes.
public final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final Backend backend;
    private final Reception reception;
    private final Delivery delivery;
    private final Pages pages;
    private final Timetable timetable;
    private final Pause pause;
    private final InstantSource clock;
    private final Thread thread;

    /// Used by the poller thread alone.
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
        pages = new Pages(backend, reception);
        timetable = new Timetable(schedule, pause.now());
        this.pause = pause;
        this.clock = clock;
        thread = Thread.ofVirtual().name("poller").unstarted(this::run);
    }

    public Poller start() {
        thread.start();
        return this;
    }

    /// Poll before it is due, as far as [Timetable] lets it.
    public void nudge(Nudge why) {
        pause.nudge(why);
    }

    private void run() {
        try {
            while (!closed) {
                guarded();
                untilDue();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes at least once what was nudged during the round, so that the next round answers all of it.
    private void untilDue() throws InterruptedException {
        long left = timetable.due() - pause.now();
        do {
            for (Nudge why : pause.await(Duration.ofNanos(Math.max(0, left)))) {
                timetable.nudged(pause.now(), why);
            }
            left = timetable.due() - pause.now();
        } while (left > 0 && !closed);
    }

    private void guarded() {
        try {
            var _ = round();
        } catch (RuntimeException e) {
            timetable.failed(pause.now(), null);
            if (!closed) {
                LOG.error("A poll failed unexpectedly", e);
            }
        }
    }

    /// One round; the answer is the pause until the next.
    Duration round() {
        timetable.began(pause.now());
        Reply<?> outcome = delivery.all();
        if (readsOn(outcome)) {
            outcome = pages.read();
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
                timetable.signedOut(pause.now());
                reception.polled(Standing.SIGNED_OUT, Duration.ZERO, null);
                yield left();
            }
            case Reply.Unavailable<?>(String reason, Duration retryAfter, boolean _) -> failed(reason, retryAfter);
            case Reply.Rejected<?>(int status, String code) -> failed("refused with " + status + " " + code, null);
            case Reply.CursorExpired<?> _ -> failed("the cursor expired again and again", null);
        };
    }

    /// A server that takes no marks at the moment, such as one whose database is read-only, may well have news.
    private static boolean readsOn(Reply<?> delivered) {
        return delivered instanceof Reply.Ok
                || delivered instanceof Reply.Rejected
                || (delivered instanceof Reply.Unavailable<?>(String _, Duration retryAfter, boolean answered)
                        && answered
                        && retryAfter == null);
    }

    private Duration answered(@Nullable Duration asked) {
        timetable.answered(pause.now(), reception.jobActive(), asked);
        return tell(Standing.ANSWERED);
    }

    private Duration failed(String reason, @Nullable Duration retryAfter) {
        timetable.failed(pause.now(), retryAfter);
        if (timetable.failures() == 1 && !closed) {
            LOG.info("The backend cannot be polled: {}", reason);
        }
        return tell(Standing.UNREACHABLE);
    }

    private Duration tell(Standing standing) {
        Duration left = left();
        reception.polled(standing, timetable.interval(), clock.instant().plus(left));
        return left;
    }

    private Duration left() {
        return Duration.ofNanos(timetable.due() - pause.now());
    }

    /// Waits for the thread to end; tests end it by an interruption of their own.
    void join() {
        Threads.await(thread);
    }

    @Override
    public void close() {
        closed = true;
        Threads.end(thread);
    }
}
