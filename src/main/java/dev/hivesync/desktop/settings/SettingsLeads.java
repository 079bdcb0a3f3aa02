package dev.hivesync.desktop.settings;

import java.util.Optional;

/// Where the settings lead to, beyond what is set in them.
///
/// @param server the choice of another server
/// @param plugins the list of those that are connected
/// @param diagnostics saves how the program is
public record SettingsLeads(Optional<Runnable> server, Optional<Runnable> plugins, Optional<Runnable> diagnostics) {

    public static final SettingsLeads NOWHERE = new SettingsLeads(Optional.empty(), Optional.empty(), Optional.empty());
}
