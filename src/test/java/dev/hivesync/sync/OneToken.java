package dev.hivesync.sync;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A session with one token that cannot be renewed.
final class OneToken implements Session {

    final AtomicInteger renewals = new AtomicInteger();

    /// Whether a refused token ends the session, or the server for renewals is merely out of reach.
    private final boolean endsWhenRefused;

    private volatile boolean ended;

    OneToken(boolean endsWhenRefused) {
        this.endsWhenRefused = endsWhenRefused;
    }

    @Override
    public Optional<String> accessToken() {
        return ended ? Optional.empty() : Optional.of("token-1");
    }

    @Override
    public Renewal renew(String stale) {
        renewals.incrementAndGet();
        ended = endsWhenRefused;
        return endsWhenRefused ? new Renewal.Denied() : new Renewal.Unreachable(null);
    }
}
