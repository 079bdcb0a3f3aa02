package dev.hivesync.plugin;

import java.util.Locale;

/// How a plugin stands with the desktop.
public enum Reach {
    /// The desktop has proved itself and tells what happens.
    CONNECTED,
    /// There is no `bridge.json`, or nobody at its port.
    DESKTOP_NOT_RUNNING,
    /// Something listens on the desktop's port and cannot prove that it is the desktop.
    NOT_TRUSTED,
    /// Others can read `bridge.json`, or it is somebody else's: its token proves nothing.
    FILE_EXPOSED,
    /// The desktop refuses this plugin: another protocol, or a proof it does not accept.
    REFUSED,
    /// The user has disconnected this plugin in the desktop: it stays away for half an hour, until it is told to come
    /// back, or until the desktop starts anew.
    DISCONNECTED;

    /// As `watch --json` prints it, such as `not_trusted`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
