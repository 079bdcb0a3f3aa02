package dev.hivesync.desktop;

import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.settings.SignIn;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Fact;
import java.util.function.Consumer;

/// What the window asks of the program. All are called on the FX thread and return at once.
///
/// @param intents takes what the user wants: [Fact.Read] and [Fact.Unread]
/// @param refresh polls now
/// @param signOut ends the session of whoever [DesktopWindow#account] names
/// @param quit the user closed the window
/// @param errands what is done elsewhere
/// @param preferences what the user has chosen and may change here
/// @param servers where the notifications come from
public record DesktopPorts(
        Consumer<Fact> intents,
        Runnable refresh,
        SignIn signIn,
        Runnable signOut,
        Runnable quit,
        Errands errands,
        Preferences preferences,
        Servers servers) {

    /// With a server that is chosen elsewhere.
    public DesktopPorts(
            Consumer<Fact> intents,
            Runnable refresh,
            SignIn signIn,
            Runnable signOut,
            Runnable quit,
            Errands errands,
            Preferences preferences) {
        this(intents, refresh, signIn, signOut, quit, errands, preferences, Servers.FIXED);
    }

    /// For a window that only shows.
    public DesktopPorts(
            Consumer<Fact> intents,
            Runnable refresh,
            SignIn signIn,
            Runnable signOut,
            Runnable quit,
            Preferences preferences) {
        this(intents, refresh, signIn, signOut, quit, Errands.NONE, preferences);
    }
}
