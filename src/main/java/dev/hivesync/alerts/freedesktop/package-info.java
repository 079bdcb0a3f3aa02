/// Linux and other freedesktop systems: notifications, tray icon and launcher badge over the session's bus.
@NullMarked
package dev.hivesync.alerts.freedesktop;

import org.jspecify.annotations.NullMarked;
