package dev.hivesync.alerts;

/// What icons outside the window say.
///
/// @param unread as the sidebar counts them
/// @param quiet whether HiveSync's own do-not-disturb is on
/// @param tray whether the user wants a tray icon
/// @param words what the tray's menu says
public record Badge(int unread, boolean quiet, boolean tray, Words words) {

    /// @param unread the number in words
    public record Words(String open, String unread, String quiet, String quit) {}

    /// For the small circle of an icon: empty for none.
    public String digits() {
        return digits(unread);
    }

    public static String digits(int unread) {
        return unread <= 0 ? "" : unread > 9 ? "9+" : Integer.toString(unread);
    }
}
