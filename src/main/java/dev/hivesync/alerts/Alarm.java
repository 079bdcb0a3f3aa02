package dev.hivesync.alerts;

import java.time.Duration;

/// Calls back after a while, on the thread that asked.
public interface Alarm {
    void in(Duration delay, Runnable task);
}
