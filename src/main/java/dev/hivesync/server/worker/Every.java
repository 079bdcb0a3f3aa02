package dev.hivesync.server.worker;

import java.time.Duration;
import java.time.Instant;

/// What is done once in a while. A clock that was set back brings it forward instead of putting it off for as long as
/// the clock was wrong. Used by one thread.
final class Every {

    private final Duration pause;
    private Instant next = Instant.MIN;

    Every(Duration pause) {
        this.pause = pause;
    }

    boolean due(Instant now) {
        return !now.isBefore(next) || next.isAfter(now.plus(pause));
    }

    void done(Instant now) {
        next = now.plus(pause);
    }
}
