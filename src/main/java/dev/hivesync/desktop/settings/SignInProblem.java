package dev.hivesync.desktop.settings;

import java.util.Locale;

/// Why a sign-in did not work; each has one sentence with the next step.
public enum SignInProblem {
    /// Nobody has chosen a server yet.
    NO_SERVER,
    WRONG,
    TOO_OFTEN,
    UNREACHABLE,
    /// The account's inbox cannot be opened or written.
    INBOX,
    /// A newer version has written that inbox.
    NEWER_DATA,
    /// What nobody foresaw.
    UNEXPECTED;

    String key() {
        return "signin.problem." + name().toLowerCase(Locale.ROOT);
    }
}
