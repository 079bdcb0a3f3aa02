package dev.hivesync.app;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What the user chose, in `settings.json`.
///
/// @param server the backend's address
/// @param bridgePort the bridge's port; none for any free one
record Settings(@Nullable String server, @Nullable Integer bridgePort) {

    private static final Settings NONE = new Settings(null, null);

    static Settings read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            return Json.MAPPER.readValue(Files.readString(file), Settings.class);
        } catch (IOException | JacksonException _) {
            throw new CommandFailure(
                    ExitCode.USAGE, "The settings in " + file + " cannot be read. Correct the file or delete it.");
        }
    }

    int bridgePortOrAny() {
        return bridgePort == null ? 0 : bridgePort;
    }
}
