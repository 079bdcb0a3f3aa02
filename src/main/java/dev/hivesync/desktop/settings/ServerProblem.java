package dev.hivesync.desktop.settings;

import java.util.Locale;

/// Why a server cannot be used.
public enum ServerProblem {
    BAD_ADDRESS,
    NAME_NOT_FOUND,
    REFUSED,
    TIMEOUT,
    NOT_TRUSTED,
    UNREACHABLE,
    FAILING,
    NOT_HIVESYNC,
    OTHER_API,
    CLOCK_OFF;

    String key() {
        return "server.problem." + name().toLowerCase(Locale.ROOT);
    }
}
