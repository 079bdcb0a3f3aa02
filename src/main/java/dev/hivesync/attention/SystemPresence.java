package dev.hivesync.attention;

/// What HiveSync shows outside its window.
///
/// @param notifications whether the operating system announces what arrives while the window is not in front
/// @param tray whether there is a tray icon, where the platform has a tray
/// @param closeToTray whether closing the window leaves HiveSync running in the tray
public record SystemPresence(boolean notifications, boolean tray, boolean closeToTray) {

    public static final SystemPresence DEFAULT = new SystemPresence(true, true, false);

    public SystemPresence notifications(boolean on) {
        return new SystemPresence(on, tray, closeToTray);
    }

    public SystemPresence tray(boolean on) {
        return new SystemPresence(notifications, on, closeToTray);
    }

    public SystemPresence closeToTray(boolean on) {
        return new SystemPresence(notifications, tray, on);
    }
}
