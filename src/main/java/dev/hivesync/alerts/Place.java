package dev.hivesync.alerts;

/// Who shows a toast.
public enum Place {
    /// HiveSync's window.
    WINDOW,
    /// The operating system, beside its other programs' notifications.
    SYSTEM
}
