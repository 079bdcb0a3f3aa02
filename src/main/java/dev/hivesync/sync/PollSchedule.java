package dev.hivesync.sync;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When to poll next. Pure but for the jitter, which comes from the generator it is given.
///
/// Every 45 s; every 10 s while an AI job is active; without an answer after 15, 30, 60 and then every 120 s;
/// ±10 %. What the server asks for is never undercut, jitter included: `Poll-Interval` only slows down. `Retry-After`
/// stands in place of the backoff, be it shorter or longer, four times in a row; a server that is still not there by
/// then is not asked more often than every 15 s.
public final class PollSchedule {

    static final Duration NORMAL = Duration.ofSeconds(45);
    private static final Duration JOB_ACTIVE = Duration.ofSeconds(10);
    private static final List<Duration> OFFLINE =
            List.of(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));
    private static final double JITTER = 0.1;

    private final RandomGenerator random;

    public PollSchedule(RandomGenerator random) {
        this.random = random;
    }

    /// How the last poll went.
    ///
    /// @param failures polls without an answer in a row
    /// @param retryAfter what an unavailable server asked for
    /// @param pollInterval how slowly the server wants to be polled
    public record Situation(
            int failures,
            boolean jobActive,
            @Nullable Duration retryAfter,
            @Nullable Duration pollInterval) {}

    /// The interval before jitter, as it is shown to people.
    public Duration interval(Situation situation) {
        if (situation.failures() > 0) {
            Duration asked = situation.retryAfter();
            if (asked == null) {
                return OFFLINE.get(Math.min(situation.failures(), OFFLINE.size()) - 1);
            }
            return situation.failures() > OFFLINE.size() ? longer(asked, OFFLINE.getFirst()) : asked;
        }
        Duration base = situation.jobActive() ? JOB_ACTIVE : NORMAL;
        return longer(base, situation.pollInterval());
    }

    /// The wait until the next poll.
    public Duration next(Situation situation) {
        Duration interval = interval(situation);
        boolean asked =
                situation.failures() > 0 ? situation.retryAfter() != null : interval.equals(situation.pollInterval());
        double factor = asked ? 1 + JITTER * random.nextDouble() : 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofNanos(Math.round(interval.toNanos() * factor));
    }

    private static Duration longer(Duration a, @Nullable Duration b) {
        return b == null || a.compareTo(b) >= 0 ? a : b;
    }
}
