package dev.hivesync.inbox;

/// A wish of the user for one notification.
public enum Mark {
    READ,
    UNREAD
}
