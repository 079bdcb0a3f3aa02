package dev.hivesync.alerts.awt;

import java.awt.GraphicsEnvironment;
import java.awt.Taskbar;

/// The number on the icon in macOS's dock.
final class DockBadge {

    private DockBadge() {}

    static void show(String digits) {
        if (GraphicsEnvironment.isHeadless() || !Taskbar.isTaskbarSupported()) {
            return;
        }
        Taskbar taskbar = Taskbar.getTaskbar();
        if (taskbar.isSupported(Taskbar.Feature.ICON_BADGE_TEXT)) {
            taskbar.setIconBadge(digits);
        }
    }
}
