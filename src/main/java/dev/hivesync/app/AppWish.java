package dev.hivesync.app;

import dev.hivesync.wire.NotificationLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the command line asks of the app.
///
/// @param server as it was given, or null
/// @param headless without a window
/// @param background in the tray, or minimised where there is none
/// @param picture where a picture of the window is to be written, or null
/// @param after how long before that, or null for a moment
/// @param link the notification to open
record AppWish(
        @Nullable String server,
        @Nullable Path tokenFile,
        boolean headless,
        boolean background,
        @Nullable Path picture,
        @Nullable Duration after,
        Optional<NotificationLink> link) {

    /// Whether the command line or the environment names the server, so that the window does not change it.
    boolean serverGiven(Map<String, String> environment) {
        return server != null
                || !environment.getOrDefault("HIVESYNC_SERVER", "").isBlank();
    }

    /// The id of the notification to open, or null.
    @Nullable
    String linked() {
        return link.map(NotificationLink::notificationId).orElse(null);
    }
}
