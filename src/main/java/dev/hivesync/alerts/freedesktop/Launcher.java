package dev.hivesync.alerts.freedesktop;

import java.util.Map;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The number on the icon in docks that know Unity's launcher signal: Ubuntu's dock, Dash to Dock, KDE's task bar,
/// Plank.
final class Launcher {

    static final String PATH = "/dev/hivesync/desktop/launcher";
    static final String FACE = "com.canonical.Unity.LauncherEntry";
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final Bus bus;
    private final String uri;

    /// @param desktopEntry the name of the app's desktop file, without its ending
    Launcher(Bus bus, String desktopEntry) {
        this.bus = bus;
        this.uri = "application://" + desktopEntry + ".desktop";
    }

    void count(int unread) {
        Map<String, Variant<?>> properties = Map.of(
                "count", new Variant<>((long) unread),
                "count-visible", new Variant<>(unread > 0));
        try {
            bus.signal(PATH, FACE, "Update", "sa{sv}", uri, properties);
        } catch (BusException e) {
            LOG.debug("no launcher was told ({})", e.getMessage());
        }
    }
}
