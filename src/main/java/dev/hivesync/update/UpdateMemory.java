package dev.hivesync.update;

import static java.util.Objects.requireNonNull;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// What earlier looks have left, in `update.json`. Where it is gone or damaged, the next look is simply the first.
final class UpdateMemory {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateMemory.class);

    /// @param looked when HiveSync looked last
    /// @param released when the newest manifest that was seen was signed
    /// @param file the newest manifest itself, as it came; it is judged anew at each start
    record Held(Instant looked, Instant released, @Nullable String file) {

        static final Held NOTHING = new Held(Instant.EPOCH, Instant.EPOCH, null);

        public Held {
            requireNonNull(looked);
            requireNonNull(released);
        }
    }

    private final Path file;

    UpdateMemory(Path file) {
        this.file = file;
    }

    Held read() {
        try {
            return Files.exists(file) ? Json.MAPPER.readValue(Files.readString(file), Held.class) : Held.NOTHING;
        } catch (IOException | JacksonException _) {
            return Held.NOTHING;
        }
    }

    void write(Held held) {
        try {
            PrivateFile.write(file, Json.MAPPER.writeValueAsString(held));
        } catch (IOException e) {
            LOG.warn(
                    "What the update check found could not be kept ({})",
                    e.getClass().getSimpleName());
        }
    }
}
