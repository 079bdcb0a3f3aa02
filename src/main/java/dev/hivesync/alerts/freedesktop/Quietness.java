package dev.hivesync.alerts.freedesktop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the session's own do-not-disturb is on: KDE's `Inhibited`, dunst's `paused`, GNOME's setting. Read once
/// and again with each signal that it has changed; never asked in between.
final class Quietness implements AutoCloseable {

    private static final String DCONF = "/ca/desrt/dconf/Writer/user";
    private static final String BANNERS = "/org/gnome/desktop/notifications/";
    private static final Bus.Place DUNST = new Bus.Place(Notices.NAME, Notices.SERVER.path(), "org.dunstproject.cmd0");
    private static final Map<Bus.Place, String> PROPERTIES = Map.of(Notices.SERVER, "Inhibited", DUNST, "paused");
    private static final Logger LOG = LoggerFactory.getLogger(Quietness.class);

    private final Bus bus;
    private final BooleanSupplier bannersOff;
    private final Runnable changed;
    private final OneThread thread = new OneThread("quietness");
    private final Map<String, Boolean> known = new HashMap<>(); // the thread's
    private volatile boolean on; // written on the thread

    /// @param bannersOff reads GNOME's setting; may take its time
    /// @param changed called when [#on] has changed
    Quietness(Bus bus, BooleanSupplier bannersOff, Runnable changed) throws BusException {
        this.bus = bus;
        this.bannersOff = bannersOff;
        this.changed = changed;
        bus.owner(Notices.NAME, _ -> thread.run(this::server));
        bus.hear(
                Notices.SERVER.path(),
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                _ -> thread.run(this::server));
        bus.hear(DCONF, "ca.desrt.dconf.Writer", "Notify", signal -> {
            if (signal.length > 0 && signal[0] instanceof String prefix && touches(prefix)) {
                thread.run(this::setting);
            }
        });
        thread.run(this::server);
        thread.run(this::setting);
    }

    private static boolean touches(String prefix) {
        return prefix.startsWith(BANNERS) || BANNERS.startsWith(prefix);
    }

    boolean on() {
        return on;
    }

    private void server() {
        for (Map.Entry<Bus.Place, String> property : PROPERTIES.entrySet()) {
            boolean now = false;
            try {
                now = bus.owned(Notices.NAME)
                        && Boolean.TRUE.equals(bus.property(property.getKey(), property.getValue()));
            } catch (BusException e) {
                LOG.debug("no {} here ({})", property.getValue(), e.getMessage());
            }
            known.put(property.getValue(), now);
        }
        conclude();
    }

    private void setting() {
        known.put("banners", bannersOff.getAsBoolean());
        conclude();
    }

    private void conclude() {
        boolean next = List.copyOf(known.values()).contains(true);
        if (next != on) {
            on = next;
            changed.run();
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
