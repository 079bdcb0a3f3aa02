package dev.hivesync.app;

import dev.hivesync.attention.Settings;
import dev.hivesync.bridge.PluginStanding;
import dev.hivesync.inbox.InboxState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a report on the program's state is made of.
///
/// @param state empty where the inbox cannot be read
/// @param trouble why not, in a word
/// @param running whether an app keeps the inbox up to date
/// @param history of the connection, the oldest first; of the running app alone
/// @param plugins as the bridge has them; of the running app alone
/// @param log its last lines, as they are
/// @param settingsReadable whether the settings' file could be understood
record Findings(
        Instant now,
        Machine machine,
        Settings settings,
        boolean settingsReadable,
        Optional<InboxState> state,
        @Nullable String trouble,
        boolean running,
        List<LinkHistory.Moment> history,
        List<PluginStanding> plugins,
        List<String> log) {

    /// What the program runs on.
    ///
    /// @param heapUsed in megabytes, as `heapMost`
    record Machine(
            String version,
            String java,
            String javafx,
            String system,
            String locale,
            int processors,
            long heapUsed,
            long heapMost,
            long upSeconds) {}
}
