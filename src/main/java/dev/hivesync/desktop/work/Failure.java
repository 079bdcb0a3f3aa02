package dev.hivesync.desktop.work;

import java.util.Locale;

/// Why the backend did not do as asked; each has one sentence with the next step.
public enum Failure {
    /// No answer: what was asked may have been done or not.
    UNREACHABLE,
    SIGNED_OUT,
    NOT_FOUND,
    TOO_MANY,
    REFUSED;

    public String key() {
        return "work.failure." + name().toLowerCase(Locale.ROOT);
    }
}
