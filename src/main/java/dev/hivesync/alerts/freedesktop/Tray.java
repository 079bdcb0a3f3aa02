package dev.hivesync.alerts.freedesktop;

import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.Outside.Wish;
import java.util.function.Consumer;
import org.freedesktop.dbus.types.UInt32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The icon in the session's tray, for as long as there is a tray and the user wants an icon. Has a connection of
/// its own: that closed, the icon is gone.
final class Tray implements AutoCloseable {

    static final String WATCHER_NAME = "org.kde.StatusNotifierWatcher";
    static final Bus.Place WATCHER = new Bus.Place(WATCHER_NAME, "/StatusNotifierWatcher", WATCHER_NAME);
    private static final Logger LOG = LoggerFactory.getLogger(Tray.class);

    private final Bus bus;
    private final TrayItem item;
    private final TrayMenu menu;
    private final Runnable changed;
    private final OneThread thread = new OneThread("tray");
    private @Nullable Badge shown; // the thread's
    private volatile boolean seen; // written on the thread

    /// @param changed called when [#seen] has changed
    Tray(Bus bus, Badge badge, Consumer<Wish> wishes, Runnable changed) throws BusException {
        this.bus = bus;
        this.changed = changed;
        shown = badge;
        item = new TrayItem(badge, wishes);
        menu = new TrayMenu(badge, wishes);
        bus.export(TrayItem.PATH, item);
        bus.export(TrayMenu.PATH, menu);
        bus.owner(WATCHER_NAME, _ -> thread.run(this::register));
        bus.hear(WATCHER.path(), WATCHER_NAME, "StatusNotifierHostRegistered", _ -> thread.run(this::look));
        bus.hear(WATCHER.path(), WATCHER_NAME, "StatusNotifierHostUnregistered", _ -> thread.run(this::look));
        thread.run(this::name);
        thread.run(this::register);
    }

    /// Whether a tray shows the icon.
    boolean seen() {
        return seen;
    }

    void show(Badge badge) {
        thread.run(() -> {
            if (!badge.equals(shown)) {
                shown = badge;
                item.show(badge);
                tell(menu.show(badge));
            }
        });
    }

    private void tell(int revision) {
        try {
            bus.signal(TrayItem.PATH, TrayItem.FACE, "NewIcon", "");
            bus.signal(TrayItem.PATH, TrayItem.FACE, "NewToolTip", "");
            bus.signal(TrayMenu.PATH, TrayMenu.FACE, "LayoutUpdated", "ui", new UInt32(revision), 0);
        } catch (BusException e) {
            LOG.debug("the tray was not told ({})", e.getMessage());
        }
    }

    private static String own() {
        return "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";
    }

    private void name() {
        try {
            bus.request(own());
        } catch (BusException e) {
            LOG.debug("the tray icon goes by its connection's name ({})", e.getMessage());
        }
    }

    private void register() {
        try {
            if (bus.owned(WATCHER_NAME)) {
                bus.call(WATCHER, "RegisterStatusNotifierItem", "s", own());
            }
        } catch (BusException e) {
            LOG.info("The tray takes no icon ({})", e.getMessage());
        }
        look();
    }

    /// A watcher alone shows nothing: it takes a host.
    private void look() {
        boolean now = false;
        try {
            now = bus.owned(WATCHER_NAME)
                    && Boolean.TRUE.equals(bus.property(WATCHER, "IsStatusNotifierHostRegistered"));
        } catch (BusException e) {
            LOG.debug("nobody says whether there is a tray ({})", e.getMessage());
        }
        if (now != seen) {
            seen = now;
            changed.run();
        }
    }

    @Override
    public void close() {
        thread.close();
        seen = false;
        bus.close();
    }
}
