package dev.hivesync.app;

import dev.hivesync.wire.Switch;
import java.util.Map;

/// [Switch] for commands, which end with its sentence.
final class Switches {

    private Switches() {}

    static boolean on(Map<String, String> environment, String name, boolean otherwise) {
        try {
            return Switch.of(environment, name, otherwise);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
