package dev.hivesync.desktop.settings;

import java.util.Optional;

/// What the settings screen has about the program itself.
///
/// @param login empty for a window that only shows
/// @param looks whether this build looks for newer versions
/// @param about leads to what it is made of
public record OwnSettings(Optional<LoginViewModel> login, boolean looks, Optional<Runnable> about) {

    public static final OwnSettings NONE = new OwnSettings(Optional.empty(), false, Optional.empty());
}
