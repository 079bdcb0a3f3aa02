package dev.hivesync.desktop.plugins;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The list of connected plugins, which is kept up to date while it is open.
public final class PluginsViewModel {

    /// One line of the list.
    ///
    /// @param leaving the user has disconnected it, and it has not gone yet
    public record Line(Plugin plugin, boolean leaving) {}

    private static final Duration ANEW = Duration.ofSeconds(1);

    private final Plugins plugins;
    private final BiConsumer<Duration, Runnable> later;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final Set<Long> leaving = new HashSet<>();
    private boolean awaited; // a look is due

    /// @param later runs a task on the FX thread after a while
    public PluginsViewModel(Plugins plugins, BiConsumer<Duration, Runnable> later) {
        this.plugins = plugins;
        this.later = later;
        open.subscribe(this::update);
    }

    /// Plugins may have come or gone.
    public void update() {
        if (!open.get()) {
            return;
        }
        List<Plugin> connected = plugins.connected();
        leaving.retainAll(connected.stream().map(Plugin::id).collect(Collectors.toSet()));
        lines.set(connected.stream()
                .map(plugin -> new Line(plugin, leaving.contains(plugin.id())))
                .toList());
        if (!awaited) {
            awaited = true;
            later.accept(ANEW, () -> {
                awaited = false;
                update();
            });
        }
    }

    /// Once for each connection.
    public void disconnect(Plugin plugin) {
        if (leaving.add(plugin.id())) {
            plugins.disconnect(plugin.id());
            update();
        }
    }

    /// The newest last; as it was when it was closed, while it is.
    public ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    public BooleanProperty openProperty() {
        return open;
    }
}
