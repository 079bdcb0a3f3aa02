package dev.hivesync.desktop.work;

import dev.hivesync.wire.BridgeFrame.OpenReview;
import java.util.Optional;

/// The editors that are connected. Called on the FX thread, never blocks.
public interface Editors {

    /// Sends a suggestion to the editor that has its project open.
    ///
    /// @return the editor's name; empty where none has it now
    Optional<String> open(OpenReview review);
}
