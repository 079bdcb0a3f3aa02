package dev.hivesync.alerts.freedesktop;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.BadgeIcon;
import dev.hivesync.alerts.Outside;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a Linux session shows for us, over its bus. A bus that is not there, or goes away, is asked for again now
/// and then; nothing waits for it.
public final class SessionOutside implements Outside {

    /// How long things may take.
    ///
    /// @param answer of whoever is on the bus
    /// @param again until one that did not answer, or was not there, is asked anew
    public record Patience(Duration answer, Duration again) {
        public static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(60));
    }

    private static final int ICON = 64;
    private static final Logger LOG = LoggerFactory.getLogger(SessionOutside.class);

    private final String address;
    private final String desktopEntry;
    private final BooleanSupplier bannersOff;
    private final Patience patience;
    private final OneThread thread = new OneThread("session-bus");
    private final Relay present = new Relay();
    private volatile List<Alert> alerts = List.of();
    private volatile @Nullable Badge badge;

    /// Written on the thread, as the following.
    private volatile @Nullable Session session;

    private volatile @Nullable Tray tray;
    private boolean told; // the thread's
    private int counted; // the thread's: what docks were told last
    private boolean closed; // the thread's

    /// @param address of the session's bus
    /// @param desktopEntry the name of the app's desktop file, without its ending
    /// @param bannersOff whether the desktop's setting forbids banners; may take its time
    SessionOutside(String address, String desktopEntry, BooleanSupplier bannersOff, Patience patience) {
        this.address = address;
        this.desktopEntry = desktopEntry;
        this.bannersOff = bannersOff;
        this.patience = patience;
        thread.run(this::connect);
    }

    /// The session that `environment` names; empty where it names none.
    public static Optional<Outside> of(Map<String, String> environment, String desktopEntry) {
        return address(environment)
                .map(address ->
                        new SessionOutside(address, desktopEntry, new GnomeBanners(environment), Patience.USUAL));
    }

    private static Optional<String> address(Map<String, String> environment) {
        String named = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
        if (!named.isEmpty()) {
            return Optional.of(named);
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return !runtime.isEmpty() && Files.exists(Path.of(runtime, "bus"))
                ? Optional.of("unix:path=" + runtime + "/bus")
                : Optional.empty();
    }

    /// One connection with the parts that live on it.
    private record Session(Bus bus, Notices notices, Quietness quietness, Launcher launcher) {
        void close() {
            notices.close();
            quietness.close();
            bus.close();
        }
    }

    private Bus bus(Runnable lost) throws BusException {
        return new Bus(address, patience.answer, lost);
    }

    private void connect() {
        if (closed || session != null) {
            return;
        }
        Bus bus = null;
        Notices notices = null;
        try {
            bus = bus(() -> thread.run(this::lost));
            notices = new Notices(bus, () -> present, hints(), patience.again);
            Quietness quietness = new Quietness(bus, bannersOff, present::changed);
            session = new Session(bus, notices, quietness, new Launcher(bus, desktopEntry));
            told = false;
            counted = 0;
            update();
        } catch (BusException e) {
            if (notices != null) {
                notices.close();
            }
            if (bus != null) {
                bus.close();
            }
            if (!told) {
                told = true;
                LOG.info("The system shows nothing of HiveSync at the moment ({})", e.getMessage());
            }
            thread.in(patience.again, this::connect);
        }
    }

    private void lost() {
        Session before = session;
        if (before != null) {
            session = null;
            before.close();
            alerts.forEach(present::closed);
            dropTray();
            present.changed();
            thread.in(patience.again, this::connect);
        }
    }

    private Map<String, Variant<?>> hints() {
        BufferedImage icon = BadgeIcon.draw(ICON, "");
        int[] pixels = BadgeIcon.pixels(icon);
        byte[] rgba = new byte[4 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgba[4 * i] = (byte) (pixels[i] >> 16);
            rgba[4 * i + 1] = (byte) (pixels[i] >> 8);
            rgba[4 * i + 2] = (byte) pixels[i];
            rgba[4 * i + 3] = (byte) (pixels[i] >> 24);
        }
        Object[] image = {ICON, ICON, 4 * ICON, true, 8, 4, rgba};
        return Map.of("desktop-entry", new Variant<>(desktopEntry), "image-data", new Variant<>(image, "(iiibiiay)"));
    }

    @Override
    public void listen(Listener next) {
        present.to(next);
    }

    @Override
    public boolean ready() {
        Session now = session;
        return now != null && now.notices.ready();
    }

    @Override
    public boolean quiet() {
        Session now = session;
        return now != null && now.quietness.on();
    }

    @Override
    public boolean tray() {
        Tray now = tray;
        return now != null && now.seen();
    }

    @Override
    public void present(List<Alert> next) {
        alerts = List.copyOf(next);
        Session now = session;
        if (now != null) {
            now.notices.present(alerts);
        } else {
            alerts.forEach(present::missed);
        }
    }

    @Override
    public void badge(Badge next) {
        badge = next;
        thread.run(this::update);
    }

    private void update() {
        Session now = session;
        Badge wanted = badge;
        if (now == null || wanted == null) {
            return;
        }
        if (wanted.unread() != counted) {
            counted = wanted.unread();
            now.launcher.count(counted);
        }
        Tray open = tray;
        if (!wanted.tray()) {
            dropTray();
        } else if (open != null) {
            open.show(wanted);
        } else {
            openTray(wanted);
        }
    }

    private void openTray(Badge wanted) {
        Bus bus = null;
        try {
            bus = bus(() -> {});
            tray = new Tray(bus, wanted, present::asked, present::changed);
        } catch (BusException e) {
            LOG.info("There is no tray icon ({})", e.getMessage());
            if (bus != null) {
                bus.close();
            }
        }
    }

    private void dropTray() {
        Tray before = tray;
        if (before != null) {
            tray = null;
            before.close();
            present.changed();
        }
    }

    @Override
    public void close() {
        present.to(null);
        thread.run(() -> {
            closed = true;
            Session before = session;
            session = null;
            if (before != null) {
                if (counted > 0) {
                    before.launcher.count(0);
                }
                before.close();
            }
            dropTray();
        });
        thread.close();
    }
}
