package dev.hivesync.app;

import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// How the connection has been lately: each change of it, and each poll by the moment of the next.
final class LinkHistory {

    /// Some hour and a half of polls.
    static final int MOST = 120;

    record Moment(Instant at, Link link) {}

    private final InstantSource clock;

    /// Guarded by this object.
    private final Deque<Moment> moments = new ArrayDeque<>();

    LinkHistory(InstantSource clock) {
        this.clock = clock;
    }

    /// On the inbox's thread.
    synchronized void accept(Step step) {
        Link link = step.state().link();
        if (moments.isEmpty() || !moments.getLast().link().equals(link)) {
            moments.addLast(new Moment(clock.instant(), link));
            if (moments.size() > MOST) {
                moments.removeFirst();
            }
        }
    }

    /// The oldest first.
    synchronized List<Moment> moments() {
        return List.copyOf(moments);
    }
}
