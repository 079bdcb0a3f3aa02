package dev.hivesync.inbox;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A fact is durable before it is visible: while the disk refuses, it waits, and the user is told why. A file that
/// turns out to be damaged is begun anew. The inbox thread's.
///
/// @param closing at zero once the inbox is to end
/// @param publish takes what was done
record Patience(Ledger ledger, CountDownLatch closing, Consumer<Step> publish) {

    private static final long RETRY_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /// A move of the ledger; may be tried again where the disk refused it.
    interface Move {
        Optional<Step> once() throws IOException, SQLException, NewerDataException;
    }

    /// @return false where the inbox was closed while it waited
    boolean with(Move move) throws InterruptedException, NewerDataException {
        boolean repaired = false;
        boolean told = false;
        while (true) {
            try {
                move.once().ifPresent(publish);
                return true;
            } catch (IOException | SQLException e) {
                if (ledger.brokenBy(e) && !repaired) {
                    repaired = true;
                    continue;
                }
                if (!told) {
                    told = true;
                    LOG.warn("The inbox cannot be written ({}); trying again every second", Damage.reason(e));
                    publish.accept(ledger.refused());
                }
                if (closing.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    return false;
                }
            }
        }
    }
}
