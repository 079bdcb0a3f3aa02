package dev.hivesync.sync;

import dev.hivesync.sync.PollSchedule.Situation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When the next poll is due, on the monotonic clock. Decides what each [Nudge] is worth:
///
/// - no nudge is earlier than what a server asked for with `Retry-After`, nor than 2 s after the last poll, so that
///   neither impatience nor a chatty live channel becomes a load;
/// - while the server does not answer, a wish that waits to be sent does not shorten the backoff, and an early poll
///   that fails as well does not lengthen it;
/// - the window's focus counts where the last poll is at least 45 s ago;
/// - another network, or the computer waking, begins the backoff anew, and is answered by a poll that had just
///   begun and succeeded;
/// - an AI job brings the next poll forward to 10 s after the last.
///
/// Pure but for the schedule's jitter. Times are nanoseconds of one monotonic clock; used by one thread.
final class Timetable {

    /// Least time between a poll and one that a nudge brings forward.
    static final Duration SHORTEST_GAP = Duration.ofSeconds(2);

    /// Without a token no request leaves; this only looks whether there is one again.
    static final Duration SIGNED_OUT = Duration.ofSeconds(15);

    private final PollSchedule schedule;

    private long lastBegin;
    private long lastEnd;
    private boolean polled;
    private long due;

    /// No poll before this moment, whatever happens.
    private long held;

    private int failures;

    /// Whether a nudge has moved the coming poll.
    private boolean early;

    private Duration interval = Duration.ZERO;
    private @Nullable Duration pollInterval;

    /// The first poll is due at once.
    Timetable(PollSchedule schedule, long now) {
        this.schedule = schedule;
        due = now;
        held = now;
    }

    void began(long now) {
        lastBegin = now;
    }

    /// A poll was answered.
    ///
    /// @param asked the server's `Poll-Interval`
    void answered(long now, boolean jobActive, @Nullable Duration asked) {
        failures = 0;
        pollInterval = asked;
        ended(now, new Situation(0, jobActive, null, asked));
    }

    /// A poll had no usable answer.
    void failed(long now, @Nullable Duration retryAfter) {
        if (!early || failures == 0) {
            failures++;
        }
        ended(now, new Situation(failures, false, retryAfter, null));
        if (retryAfter != null) {
            held = due;
        }
    }

    void signedOut(long now) {
        failures = 0;
        close(now);
        interval = Duration.ZERO;
        due = now + SIGNED_OUT.toNanos();
    }

    private void ended(long now, Situation situation) {
        close(now);
        interval = schedule.interval(situation);
        due = now + schedule.next(situation).toNanos();
    }

    private void close(long now) {
        polled = true;
        lastEnd = now;
        early = false;
    }

    void nudged(long now, Nudge why) {
        switch (why) {
            case ASKED, LIVE -> early(now);
            case OUTBOX -> {
                if (failures == 0) {
                    early(now);
                }
            }
            case FOCUS -> {
                if (now - lastEnd >= PollSchedule.NORMAL.toNanos()) {
                    early(now);
                }
            }
            case NETWORK -> {
                boolean justAnswered = polled && failures == 0 && now - lastBegin < SHORTEST_GAP.toNanos();
                failures = 0;
                if (!justAnswered) {
                    early(now);
                }
            }
            case JOB -> {
                if (failures == 0 && polled) {
                    Situation busy = new Situation(0, true, null, pollInterval);
                    interval = schedule.interval(busy);
                    due = Math.min(due, lastEnd + schedule.next(busy).toNanos());
                }
            }
        }
    }

    private void early(long now) {
        long soonest = Math.max(polled ? lastEnd + SHORTEST_GAP.toNanos() : now, Math.max(now, held));
        if (soonest < due) {
            due = soonest;
            early = true;
        }
    }

    long due() {
        return due;
    }

    /// The interval before jitter, as it is shown to people.
    Duration interval() {
        return interval;
    }

    int failures() {
        return failures;
    }
}
