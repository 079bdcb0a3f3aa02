package dev.hivesync.desktop;

import dev.hivesync.desktop.plugins.Plugin;
import dev.hivesync.desktop.plugins.Plugins;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Plugins that come, go and receive as a test wants.
final class FakePlugins implements Plugins {

    static final Plugin VSCODE =
            new Plugin(7, "vscode", "1.4", Samples.NOW.minus(Duration.ofMinutes(42)), "proj-1", 12, 0);
    static final Plugin INTELLIJ = new Plugin(9, "intellij", "0.9", Samples.NOW.minus(Duration.ofHours(3)), null, 1, 3);

    final List<Plugin> present = new CopyOnWriteArrayList<>();
    final List<Long> disconnected = new CopyOnWriteArrayList<>();

    FakePlugins(Plugin... present) {
        this.present.addAll(List.of(present));
    }

    @Override
    public List<Plugin> connected() {
        return List.copyOf(present);
    }

    @Override
    public void disconnect(long id) {
        disconnected.add(id);
    }
}
