package dev.hivesync.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who the plugin is and where it looks for the desktop.
///
/// @param bridgeFile where the desktop writes `bridge.json`
/// @param client the plugin's name, such as `vscode`; at most 128 characters
/// @param version the plugin's own, or null
/// @param projects what it has open
public record PluginConfig(
        Path bridgeFile, String client, @Nullable String version, List<String> projects, Timing timing) {

    /// Copies the list.
    public PluginConfig {
        projects = List.copyOf(projects);
    }

    /// With no project and the contract's timing.
    public PluginConfig(Path bridgeFile, String client) {
        this(bridgeFile, client, null, List.of(), Timing.CONTRACT);
    }

    /// How long things take. Tests shorten it; a plugin uses [#CONTRACT].
    ///
    /// @param handshake until the desktop has answered; also for a `pong`
    /// @param ping the longest time between two pings, which come where the wall clock is a multiple of it, so that
    ///     those of all plugins wake the desktop once; at least a millisecond
    /// @param retry between the first five attempts to connect
    /// @param slowRetry after those
    /// @param poll between polls; `fastPoll` while an AI job runs
    /// @param firstBackoff after a failed poll; doubled up to `lastBackoff`
    /// @param away after the user has disconnected the plugin in the desktop
    public record Timing(
            Duration handshake,
            Duration ping,
            Duration retry,
            Duration slowRetry,
            Duration poll,
            Duration fastPoll,
            Duration firstBackoff,
            Duration lastBackoff,
            Duration away) {

        static final int QUICK_RETRIES = 5;

        private static final Duration AWAY = Duration.ofMinutes(30);

        /// Where the user disconnects it, it stays away for the usual half hour.
        public Timing(
                Duration handshake,
                Duration ping,
                Duration retry,
                Duration slowRetry,
                Duration poll,
                Duration fastPoll,
                Duration firstBackoff,
                Duration lastBackoff) {
            this(handshake, ping, retry, slowRetry, poll, fastPoll, firstBackoff, lastBackoff, AWAY);
        }

        /// What HiveSync asks of plugins.
        public static final Timing CONTRACT = new Timing(
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(45),
                Duration.ofSeconds(12),
                Duration.ofSeconds(15),
                Duration.ofSeconds(120));
    }
}
