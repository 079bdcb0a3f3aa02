package dev.hivesync.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A plugin that comes back, wherever it runs.
interface Returning {

    /// The numbers of the events that it got, in order.
    List<Long> recorded();

    /// The last of them; 0 before the first.
    long last();

    /// What went wrong, or nothing.
    String wrong();

    /// Ends its connection under it.
    void cut() throws IOException;

    /// It does nothing for so long.
    void suspend(Duration time) throws IOException;

    void end() throws Exception;
}
