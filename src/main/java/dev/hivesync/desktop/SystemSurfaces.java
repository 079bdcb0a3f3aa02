package dev.hivesync.desktop;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.Outside;
import dev.hivesync.alerts.Place;
import dev.hivesync.alerts.Showing;
import dev.hivesync.alerts.Toast;
import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.sidebar.QuietViewModel;
import dev.hivesync.desktop.toast.AlertWriter;
import dev.hivesync.desktop.toast.ToastsViewModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/// Joins the window's model to what the operating system shows: what it is asked to show, and what a person did
/// there. On the FX thread; what the system tells comes through the gate.
final class SystemSurfaces {

    /// What the tray's "do not disturb" asks for.
    private static final Duration QUIET = Duration.ofHours(1);

    private final Outside outside;
    private final Preferences preferences;
    private final Texts texts;
    private final Announcements announcements;
    private final AlertWriter writer;
    private final Runnable raise;
    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper tray = new ReadOnlyBooleanWrapper();
    private List<Toast> presented = List.of();
    private @Nullable Badge shown;

    /// @param fx runs tasks on the FX thread
    /// @param raise brings the window to the front
    SystemSurfaces(
            DesktopPorts ports,
            Executor fx,
            Texts texts,
            Announcements announcements,
            AlertWriter writer,
            Runnable raise) {
        this.outside = ports.outside();
        this.preferences = ports.preferences();
        this.texts = texts;
        this.announcements = announcements;
        this.writer = writer;
        this.raise = raise;
        announcements.toasts().showingProperty().subscribe(this::present);
        announcements.quiet().quietProperty().subscribe(_ -> badge());
        outside.listen(new FromOutside(fx, ports.quit()));
        tray.set(outside.tray());
    }

    private void present(Showing showing) {
        List<Toast> next = showing.at(Place.SYSTEM);
        if (!next.equals(presented)) {
            presented = next;
            outside.present(next.stream().map(writer).toList());
        }
    }

    /// How much is unread now.
    void unread(int count) {
        unread.set(count);
        badge();
    }

    ReadOnlyIntegerProperty unreadProperty() {
        return unread.getReadOnlyProperty();
    }

    /// Whether the program can be found in a tray.
    ReadOnlyBooleanProperty trayProperty() {
        return tray.getReadOnlyProperty();
    }

    /// Whether closing the window is to leave the program in the tray.
    boolean staysInTray() {
        return preferences.now().presence().tray()
                && preferences.now().presence().closeToTray()
                && tray.get();
    }

    /// Settings may have changed.
    void badge() {
        boolean quiet = announcements.quiet().quietProperty().get().isPresent();
        Badge next = new Badge(
                unread.get(),
                quiet,
                preferences.now().presence().tray(),
                new Badge.Words(
                        texts.text("tray.open"),
                        texts.text("tray.unread", unread.get()),
                        texts.text(quiet ? "tray.quiet.on" : "tray.quiet"),
                        texts.text("tray.quit")));
        if (!next.equals(shown)) {
            shown = next;
            outside.badge(next);
        }
    }

    /// Tells on the FX thread what the system told on one of its own.
    private final class FromOutside implements Outside.Listener {

        private final Executor fx;
        private final Runnable quit;

        FromOutside(Executor fx, Runnable quit) {
            this.fx = fx;
            this.quit = quit;
        }

        @Override
        public void acted(Alert alert, Alert.Action action) {
            with(alert, toast -> act(toast, action));
        }

        @Override
        public void closed(Alert alert) {
            with(alert, announcements.toasts()::dismiss);
        }

        @Override
        public void missed(Alert alert) {
            with(alert, announcements.toasts()::missed);
        }

        private void with(Alert alert, Consumer<Toast> task) {
            fx.execute(() ->
                    announcements.toasts().outside(alert.key(), alert.shownAt()).ifPresent(task));
        }

        @Override
        public void changed() {
            fx.execute(() -> {
                announcements.quietChanged();
                tray.set(outside.tray());
            });
        }

        @Override
        public void asked(Outside.Wish wish) {
            QuietViewModel quiet = announcements.quiet();
            fx.execute(
                    switch (wish) {
                        case OPEN -> raise;
                        case QUIET_ON -> () -> quiet.pause(QUIET);
                        case QUIET_OFF -> quiet::resume;
                        case QUIT -> quit;
                    });
        }
    }

    private void act(Toast toast, Alert.Action action) {
        ToastsViewModel toasts = announcements.toasts();
        switch (action) {
            case OPEN -> {
                raise.run();
                toasts.reveal(toast);
            }
            case MAIN -> {
                if (AlertWriter.opens(toast)) {
                    raise.run();
                }
                toasts.open(toast);
            }
            case READ -> toasts.markRead(toast);
        }
    }
}
