package dev.hivesync.wire;

/// How loudly a notification may announce itself; in ascending order.
public enum Priority {
    LOW,
    MEDIUM,
    HIGH
}
