/// Windows and macOS: what AWT's tray and task bar can show, and the system's own script for notifications.
@NullMarked
package dev.hivesync.alerts.awt;

import org.jspecify.annotations.NullMarked;
