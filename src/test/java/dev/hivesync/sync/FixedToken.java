package dev.hivesync.sync;

import java.util.Optional;

/// A session with one token, which is good until the server says otherwise.
public record FixedToken(String token) implements Session {

    @Override
    public Optional<String> accessToken() {
        return Optional.of(token);
    }

    @Override
    public Renewal renew(String stale) {
        return new Renewal.Denied();
    }

    @Override
    public String toString() {
        return "FixedToken";
    }
}
