package dev.hivesync.plugin;

import java.util.Locale;

/// How a plugin stands with the desktop.
public enum Reach {
    CONNECTED,
    DESKTOP_NOT_RUNNING,
    /// Something listens on the desktop's port and cannot prove that it is the desktop.
    NOT_TRUSTED,
    /// Others can read `bridge.json`, or it is somebody else's: its token proves nothing.
    FILE_EXPOSED,
    /// The desktop refuses this plugin: another protocol, or a proof it does not accept.
    REFUSED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
