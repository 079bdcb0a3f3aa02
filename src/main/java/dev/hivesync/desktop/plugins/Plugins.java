package dev.hivesync.desktop.plugins;

import java.util.List;

/// The plugins that are connected. Called on the FX thread, never blocks.
public interface Plugins {

    /// For a window that only shows.
    Plugins NONE = new Plugins() {
        @Override
        public List<Plugin> connected() {
            return List.of();
        }

        @Override
        public void disconnect(long id) {}
    };

    /// The newest last.
    List<Plugin> connected();

    /// Ends this connection; the list shows when it has ended.
    ///
    /// @param id as [Plugin#id]
    void disconnect(long id);
}
