package dev.hivesync.desktop.settings;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user for a place. On the FX thread.
public interface FilePicker {

    /// @param name proposed
    /// @return empty where the user thinks better of it
    Optional<Path> toSave(String name);
}
