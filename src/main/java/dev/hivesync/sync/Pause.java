package dev.hivesync.sync;

import java.time.Duration;
import java.util.Set;

/// A monotonic clock that can be waited on until somebody nudges. Tests give one of their own.
public interface Pause {

    /// Nanoseconds since an arbitrary moment; never goes back and knows no time zone.
    long now();

    /// Waits for `time` or until the first nudge.
    ///
    /// @return what it was nudged for since the last call, a hundred times one kind being once; empty when the time
    /// is up
    Set<Nudge> await(Duration time) throws InterruptedException;

    void nudge(Nudge why);
}
