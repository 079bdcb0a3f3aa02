package dev.hivesync.server.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Carries hints between the instances on one database: a user and the revision reached, nothing else. Losing a
/// hint delays a client and never hides anything from it.
public interface Bus {

    /// Connects. What other instances send once this has returned arrives, until the link fails.
    ///
    /// @throws IOException with a message that is fit for the log: no address, no password
    Link open() throws IOException;

    /// One connection to the bus, used by one thread.
    interface Link extends AutoCloseable {

        /// Sends `outgoing` and returns what the other instances sent, newest revision by user; waits up to
        /// `patience` for it. The own hints do not come back.
        ///
        /// @throws IOException when the link is lost, or may have lost something; nothing of `outgoing` is then
        ///     known to have arrived
        Map<String, Long> exchange(Map<String, Long> outgoing, Duration patience) throws IOException;

        @Override
        void close();
    }
}
