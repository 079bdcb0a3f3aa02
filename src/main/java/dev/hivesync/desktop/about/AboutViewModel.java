package dev.hivesync.desktop.about;

import dev.hivesync.attention.Preferences;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// What the program tells of itself, and of versions that are newer. The FX thread's.
public final class AboutViewModel {

    /// Whether somebody looks for newer versions.
    public enum Looking {
        /// This build does not.
        NEVER,
        /// The user does not want it.
        SWITCHED_OFF,
        DAILY
    }

    private final Supplier<About> about;
    private final Updates updates;
    private final Preferences preferences;
    private final Consumer<String> clipboard;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<String>> newer = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param fx runs a task on the FX thread
    public AboutViewModel(
            Supplier<About> about, Updates updates, Preferences preferences, Executor fx, Consumer<String> clipboard) {
        this.about = about;
        this.updates = updates;
        this.preferences = preferences;
        this.clipboard = clipboard;
        updates.listen(version -> fx.execute(() -> newer.set(Optional.of(version))));
    }

    About about() {
        return about.get();
    }

    public Looking looking() {
        if (!updates.looks()) {
            return Looking.NEVER;
        }
        return preferences.now().updateCheck() ? Looking.DAILY : Looking.SWITCHED_OFF;
    }

    /// Leads the browser to the newer version.
    public void openNewer() {
        updates.open();
    }

    void copy() {
        clipboard.accept(about().text());
    }

    /// The number of a newer version that is known.
    public ReadOnlyObjectProperty<Optional<String>> newerProperty() {
        return newer.getReadOnlyProperty();
    }

    /// Whether the card is up.
    public BooleanProperty openProperty() {
        return open;
    }
}
