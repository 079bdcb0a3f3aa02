package dev.hivesync.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the backend said to one request, or that it could not be asked.
public sealed interface Reply<T> {

    /// @param etag the answer's validator
    /// @param pollInterval how slowly the server asks to be polled
    record Ok<T>(T body, @Nullable String etag, @Nullable Duration pollInterval) implements Reply<T> {}

    /// 304: nothing changed.
    record Unchanged<T>(@Nullable Duration pollInterval) implements Reply<T> {}

    /// 410: read everything anew.
    record CursorExpired<T>() implements Reply<T> {}

    /// 401, also after the session was renewed: sign in again.
    record SignedOut<T>() implements Reply<T> {}

    /// The request itself is wrong and would be refused again.
    ///
    /// @param code the contract's error code
    record Rejected<T>(int status, String code) implements Reply<T> {}

    /// No usable answer: no network, a proxy's page, an overloaded server. Worth trying again.
    ///
    /// @param reason one short phrase without secrets
    /// @param answered somebody answered in HTTP: another request may fare better
    record Unavailable<T>(String reason, @Nullable Duration retryAfter, boolean answered) implements Reply<T> {
        /// From nobody, or from somebody who is no HiveSync server.
        public Unavailable(String reason, @Nullable Duration retryAfter) {
            this(reason, retryAfter, false);
        }
    }
}
