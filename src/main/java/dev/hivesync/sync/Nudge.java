package dev.hivesync.sync;

/// Why something that waits should not go on waiting. What each is worth is decided in [Timetable].
public enum Nudge {

    /// The user pressed Refresh or signed in, or a plugin has started a job.
    ASKED,

    /// A wish waits to be sent.
    OUTBOX,

    /// The live channel came, went or showed a gap.
    LIVE,

    /// The window came to the front.
    FOCUS,

    /// The computer woke or is on another network: what was true of the connection no longer is.
    NETWORK,

    /// An AI job is under way.
    JOB
}
