package dev.hivesync.desktop.center;

/// What the list's place shows.
public enum Phase {
    LOADING,
    LIST,
    EMPTY,
    ALL_READ,
    NO_MATCH,
    OFFLINE_EMPTY,
    SIGNED_OUT
}
