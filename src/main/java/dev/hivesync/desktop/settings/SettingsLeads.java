package dev.hivesync.desktop.settings;

import java.util.Optional;

/// Where the settings lead to, beyond what is set in them.
///
/// @param server the choice of another server
/// @param plugins the list of those that are connected
public record SettingsLeads(Optional<Runnable> server, Optional<Runnable> plugins) {

    public static final SettingsLeads NOWHERE = new SettingsLeads(Optional.empty(), Optional.empty());
}
