package dev.hivesync.app;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Outside;
import dev.hivesync.alerts.Toast;
import dev.hivesync.alerts.Unattended;
import dev.hivesync.alerts.awt.AwtLinks;
import dev.hivesync.alerts.awt.AwtOutside;
import dev.hivesync.alerts.freedesktop.SessionOutside;
import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.DesktopWindow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.toast.AlertWriter;
import dev.hivesync.desktop.toast.ToastWords;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationLink;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.Map;
import java.util.function.Function;

/// What this machine's operating system can show for HiveSync.
final class Outdoors {

    /// The name of the installed app's desktop file, without its ending.
    private static final String DESKTOP_ENTRY = "hivesync";

    private Outdoors() {}

    static Outside of(Map<String, String> environment) {
        if (!Switches.on(environment, "HIVESYNC_SYSTEM_NOTIFICATIONS", true)) {
            return Outside.NONE;
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows") || system.contains("mac")) {
            return new AwtOutside(mac());
        }
        return SessionOutside.of(environment, DESKTOP_ENTRY).orElse(Outside.NONE);
    }

    /// Opens in `window` what the system hands over as links. On macOS it does so to the running app; elsewhere it
    /// starts HiveSync anew with the link as its argument.
    static void links(DesktopWindow window) {
        if (mac()) {
            AwtLinks.listen(link -> NotificationLink.parse(link)
                    .map(NotificationLink::notificationId)
                    .ifPresentOrElse(window::open, window::refuseLink));
        }
    }

    private static boolean mac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }

    /// Announces what `client` hears of, for as long as that runs.
    static void announce(Client client, Preferences preferences, InstantSource clock, Map<String, String> environment) {
        Outside outside = of(environment);
        client.own(outside);
        ZoneId zone = ZoneId.systemDefault();
        Unattended alerts =
                new Unattended(preferences, clock, zone, outside, writer(client, preferences, zone), client::intend);
        client.own(alerts);
        client.inbox().observe(alerts::accept);
    }

    private static Function<Toast, Alert> writer(Client client, Preferences preferences, ZoneId zone) {
        Texts texts = new Texts(preferences
                .now()
                .language()
                .of(Locale.getDefault(Category.DISPLAY), Locale.getDefault(Category.FORMAT)));
        return new AlertWriter(
                new ToastWords(
                        texts,
                        new Wording(texts, new Moments(texts, zone)),
                        notification -> project(client, notification)),
                false);
    }

    private static String project(Client client, Notification notification) {
        String id = notification.projectId();
        return client.inbox().state().projects().stream()
                .filter(project -> project.projectId().equals(id))
                .map(Api.Project::name)
                .findFirst()
                .map(Clean::line)
                .orElse("");
    }
}
