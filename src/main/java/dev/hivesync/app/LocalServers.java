package dev.hivesync.app;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Finds the local server that serves this user.
final class LocalServers {

    private LocalServers() {}

    /// What a local server that runs on `home` says of itself. A file that a crash left behind does not count.
    static Optional<LocalServer> found(Home home) {
        try {
            LocalServer server = Json.MAPPER.readValue(Files.readString(home.localServer()), LocalServer.class);
            return Optional.of(server).filter(LocalServers::alive);
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static boolean alive(LocalServer server) {
        return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent();
    }
}
