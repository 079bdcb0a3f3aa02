package dev.hivesync.attention;

/// What HiveSync shows outside its window.
///
/// @param notifications whether the operating system announces what arrives while the window is not in front
/// @param tray whether there is a tray icon, where the platform has a tray
/// @param closeToTray whether closing the window leaves HiveSync running in the tray
public record Outdoors(boolean notifications, boolean tray, boolean closeToTray) {

    public static final Outdoors DEFAULT = new Outdoors(true, true, false);

    public Outdoors notifications(boolean on) {
        return new Outdoors(on, tray, closeToTray);
    }

    public Outdoors tray(boolean on) {
        return new Outdoors(notifications, on, closeToTray);
    }

    public Outdoors closeToTray(boolean on) {
        return new Outdoors(notifications, tray, on);
    }
}
