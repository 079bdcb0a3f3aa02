package dev.hivesync.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is signed in. Safe for any number of threads.
public interface Session {

    /// The present access token, or empty when signed out.
    Optional<String> accessToken();

    /// A token in place of one that was refused; any number of callers with the same stale token cause one renewal.
    Renewal renew(String stale);

    /// How a renewal ended.
    sealed interface Renewal {

        record Renewed(String accessToken) implements Renewal {
            @Override
            public String toString() {
                return "Renewed[]";
            }
        }

        /// There is none to be had: somebody has to sign in.
        record Denied() implements Renewal {}

        /// Nobody answered; the session may well be good.
        record Unreachable(@Nullable Duration retryAfter) implements Renewal {}
    }
}
