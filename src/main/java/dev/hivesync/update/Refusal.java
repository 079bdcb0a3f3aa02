package dev.hivesync.update;

/// Why what the update check got was not followed.
public enum Refusal {
    UNREACHABLE,
    REDIRECTED,
    TOO_LARGE,
    NO_MANIFEST,
    FORGED,
    OLDER_THAN_ONE_SEEN,
    EXPIRED,
    FROM_THE_FUTURE,
    WRONG_HOST
}
