package dev.hivesync.sync;

import java.time.Duration;

/// A wait that a nudge ends early. Tests give one of their own.
public interface Pause {

    /// Waits for `time` or until [#nudge]; a nudge given before counts.
    void await(Duration time) throws InterruptedException;

    void nudge();
}
