package dev.hivesync.desktop;

import dev.hivesync.alerts.Outside;
import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.plugins.Plugins;
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
/// @param outside what the operating system shows; the window listens to it from here on
/// @param plugins who is connected to the bridge
public record DesktopPorts(
        Consumer<Fact> intents,
        Runnable refresh,
        SignIn signIn,
        Runnable signOut,
        Runnable quit,
        Errands errands,
        Preferences preferences,
        Servers servers,
        Outside outside,
        Plugins plugins) {

    /// Where no plugin connects.
    public DesktopPorts(
            Consumer<Fact> intents,
            Runnable refresh,
            SignIn signIn,
            Runnable signOut,
            Runnable quit,
            Errands errands,
            Preferences preferences,
            Servers servers,
            Outside outside) {
        this(intents, refresh, signIn, signOut, quit, errands, preferences, servers, outside, Plugins.NONE);
    }

    /// With a server that is chosen elsewhere, for a system that shows nothing.
    public DesktopPorts(
            Consumer<Fact> intents,
            Runnable refresh,
            SignIn signIn,
            Runnable signOut,
            Runnable quit,
            Errands errands,
            Preferences preferences) {
        this(intents, refresh, signIn, signOut, quit, errands, preferences, Servers.FIXED, Outside.NONE);
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
