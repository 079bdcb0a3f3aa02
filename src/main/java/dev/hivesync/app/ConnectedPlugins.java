package dev.hivesync.app;

import dev.hivesync.bridge.Bridge;
import dev.hivesync.bridge.PluginStanding;
import dev.hivesync.desktop.plugins.Plugin;
import dev.hivesync.desktop.plugins.Plugins;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge's plugins, as the window lists them.
record ConnectedPlugins(Bridge bridge) implements Plugins {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectedPlugins.class);

    @Override
    public List<Plugin> connected() {
        return bridge.plugins().stream().map(ConnectedPlugins::shown).toList();
    }

    private static Plugin shown(PluginStanding standing) {
        return new Plugin(
                standing.id(),
                standing.plugin().client(),
                standing.plugin().version(),
                standing.plugin().since(),
                standing.plugin().focus(),
                standing.delivered(),
                standing.waiting());
    }

    @Override
    public void disconnect(long id) {
        if (!bridge.disconnect(id)) {
            LOG.warn("the plugin bridge has too much to do to disconnect a plugin");
        }
    }
}
