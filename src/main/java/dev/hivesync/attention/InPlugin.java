package dev.hivesync.attention;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.Notification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One alert, in the right place: an editor in which the user works on the project shows it, so nothing else does.
/// Pure.
public final class InPlugin {

    /// What plugins are told of.
    private static final Set<String> TOLD = Arrays.stream(BridgeFrame.Kind.values())
            .map(kind -> kind.source().wireName())
            .collect(Collectors.toUnmodifiableSet());

    private InPlugin() {}

    /// @param fate what would become of it without editors
    public static Fate over(Fate fate, Notification notification, List<ConnectedPlugin> plugins) {
        return fate == Fate.SHOWN && where(notification, plugins).isPresent() ? Fate.IN_PLUGIN : fate;
    }

    /// The name of the plugin in which the user sees it.
    public static Optional<String> where(Notification notification, List<ConnectedPlugin> plugins) {
        String project = notification.projectId();
        if (project == null || !TOLD.contains(notification.type())) {
            return Optional.empty();
        }
        return plugins.stream()
                .filter(plugin -> project.equals(plugin.focus()))
                .findFirst()
                .map(ConnectedPlugin::client);
    }
}
