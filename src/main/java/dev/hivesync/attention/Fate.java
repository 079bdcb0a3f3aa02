package dev.hivesync.attention;

/// What became of a notification's toast.
public enum Fate {
    /// A toast of its own.
    SHOWN,
    /// One line of a summary: many came together.
    SUMMARISED,
    /// As [#SHOWN], by the operating system: the window was not in front.
    SHOWN_BY_SYSTEM,
    /// As [#SUMMARISED], by the operating system.
    SUMMARISED_BY_SYSTEM,
    /// One line of the summary of what came while the server was out of reach.
    CAUGHT_UP,
    /// It had been read elsewhere when it arrived.
    READ_BEFORE,
    MUTED_PROJECT,
    MUTED_TYPE,
    /// The user chose the list alone for this type.
    LIST_ONLY,
    /// Low priority makes no toast unless the user chose one.
    LOW_PRIORITY,
    FIRST_FILL,
    /// Its row was in view already.
    IN_VIEW,
    /// An editor that has its project in focus shows it.
    IN_PLUGIN,
    /// Held back for the digest: the user asked not to be disturbed.
    DO_NOT_DISTURB,
    /// Held back for the digest.
    QUIET_HOURS,
    /// Held back for the digest: the operating system's own do-not-disturb was on.
    SYSTEM_QUIET,
    /// It arrived while no window was open.
    NO_WINDOW
}
