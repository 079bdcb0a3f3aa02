package dev.hivesync.sync;

import java.util.Optional;

/// Who is signed in. Safe for any number of threads.
public interface Session {

    /// The present access token, or empty when signed out.
    Optional<String> accessToken();

    /// A token in place of one that was refused; any number of callers with the same stale token cause one renewal.
    /// Empty when there is none to be had.
    Optional<String> renew(String stale);
}
