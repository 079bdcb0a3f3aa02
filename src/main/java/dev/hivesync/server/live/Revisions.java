package dev.hivesync.server.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The revisions this instance knows. A revision comes from the database, is raised by hints, and counts for
/// [#TRUST] from the moment it was read; hints do not prolong that. So a lost hint delays and never hides.
public final class Revisions {

    public static final Duration TRUST = Duration.ofSeconds(60);

    /// Above this everything is forgotten, which costs each user one look at the database.
    private static final int MAX_USERS = 100_000;

    private final InstantSource clock;
    /// Replaced, not cleared: a read begun before ends in the old map, where it does no harm.
    private volatile ConcurrentHashMap<String, Known> users = new ConcurrentHashMap<>();
    /// Written by the relay's thread.
    private volatile boolean hearing;

    public Revisions(InstantSource clock) {
        this.clock = clock;
    }

    /// @param readAt [Instant#MIN] while the first read is under way
    private record Known(long revision, Instant readAt) {
        Known raised(long to) {
            return to > revision ? new Known(to, readAt) : this;
        }
    }

    /// The user's revision, where it can be trusted. Empty as long as no hints can be heard.
    public OptionalLong known(String userId) {
        Known known = hearing ? users.get(userId) : null;
        Instant now = clock.instant();
        // A clock that was set back must not prolong trust.
        boolean fresh = known != null
                && !now.isBefore(known.readAt)
                && !known.readAt.equals(Instant.MIN)
                && now.isBefore(known.readAt.plus(TRUST));
        return known != null && fresh ? OptionalLong.of(known.revision) : OptionalLong.empty();
    }

    /// Does `read`, which asks the database, and keeps the revision it found.
    public <T> T learn(String userId, Supplier<T> read, ToLongFunction<T> revision) {
        ConcurrentHashMap<String, Known> map = users;
        // The place is there before the read begins, so that a hint that arrives meanwhile is not lost.
        map.putIfAbsent(userId, new Known(0, Instant.MIN));
        Instant asked = clock.instant();
        T result = read.get();
        long found = revision.applyAsLong(result);
        map.computeIfPresent(userId, (_, known) -> new Known(Math.max(known.revision, found), asked));
        if (map.size() > MAX_USERS) {
            forget();
        }
        return result;
    }

    /// A hint: the user has reached at least this revision.
    void raise(String userId, long revision) {
        users.computeIfPresent(userId, (_, known) -> known.raised(revision));
    }

    /// Whether hints can be heard; either way nothing known before counts any longer.
    void hearing(boolean now) {
        hearing = now;
        forget();
    }

    private void forget() {
        users = new ConcurrentHashMap<>();
    }
}
