package dev.hivesync.attention;

/// Whether something arrives as it happens, or together with all that happened before.
public enum Backlog {
    /// As it happens.
    NONE,
    /// The very first reading of an account's inbox.
    FIRST_FILL,
    /// The server was not heard of for a while, or the program has just started.
    CATCHING_UP
}
