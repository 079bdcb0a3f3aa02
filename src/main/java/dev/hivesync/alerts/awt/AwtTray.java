package dev.hivesync.alerts.awt;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.BadgeIcon;
import dev.hivesync.alerts.Outside.Wish;
import dev.hivesync.wire.Priority;
import java.awt.AWTException;
import java.awt.CheckboxMenuItem;
import java.awt.GraphicsEnvironment;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The icon in the tray of Windows or the menu bar of macOS. Used on one thread.
final class AwtTray implements AutoCloseable {

    private static final int SIZE = 32;

    private final TrayIcon icon = new TrayIcon(BadgeIcon.draw(SIZE, ""), "HiveSync");
    private final MenuItem open = new MenuItem();
    private final MenuItem unread = new MenuItem();
    private final CheckboxMenuItem quiet = new CheckboxMenuItem();
    private final MenuItem quit = new MenuItem();

    private AwtTray(Runnable clicked, Consumer<Wish> wishes) {
        icon.setImageAutoSize(true);
        icon.addActionListener(_ -> clicked.run());
        open.addActionListener(_ -> wishes.accept(Wish.OPEN));
        unread.setEnabled(false);
        quiet.addItemListener(_ -> wishes.accept(quiet.getState() ? Wish.QUIET_ON : Wish.QUIET_OFF));
        quit.addActionListener(_ -> wishes.accept(Wish.QUIT));
        PopupMenu menu = new PopupMenu();
        menu.add(open);
        menu.add(unread);
        menu.add(quiet);
        menu.addSeparator();
        menu.add(quit);
        icon.setPopupMenu(menu);
    }

    /// Null where there is no tray.
    static @Nullable AwtTray open(Runnable clicked, Consumer<Wish> wishes) {
        if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
            return null;
        }
        AwtTray tray = new AwtTray(clicked, wishes);
        try {
            SystemTray.getSystemTray().add(tray.icon);
            return tray;
        } catch (AWTException _) {
            return null;
        }
    }

    void show(Badge badge) {
        icon.setImage(BadgeIcon.draw(SIZE, badge.digits()));
        icon.setToolTip("HiveSync · " + badge.words().unread());
        open.setLabel(badge.words().open());
        unread.setLabel(badge.words().unread());
        quiet.setLabel(badge.words().quiet());
        quiet.setState(badge.quiet());
        quit.setLabel(badge.words().quit());
    }

    boolean say(Alert alert) {
        icon.displayMessage(
                alert.title(),
                alert.text().isEmpty() ? " " : alert.text(),
                alert.priority() == Priority.HIGH ? TrayIcon.MessageType.WARNING : TrayIcon.MessageType.INFO);
        return true;
    }

    @Override
    public void close() {
        SystemTray.getSystemTray().remove(icon);
    }
}
