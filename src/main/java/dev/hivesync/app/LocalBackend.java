package dev.hivesync.app;

import dev.hivesync.server.BuiltInServer;
import dev.hivesync.server.ServerStartException;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;

/// The local server of a checkout: the one that runs already, or one in this process.
final class LocalBackend {

    private LocalBackend() {}

    /// What a local server that runs on `home` says of itself.
    static Optional<LocalServer> found(Home home) {
        try {
            LocalServer server = Json.MAPPER.readValue(Files.readString(home.localServer()), LocalServer.class);
            return Optional.of(server).filter(LocalBackend::alive);
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static boolean alive(LocalServer server) {
        return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    /// Starts one that lives in this process.
    ///
    /// @param demo whether simulated jobs and previews happen
    static BuiltInServer start(Home home, Path checkout, boolean demo) {
        try {
            Optional<RandomGenerator> chance = demo ? Optional.of(new SecureRandom()) : Optional.empty();
            return BuiltInServer.start(
                    BuiltInServer.Options.in(home.root(), 0, Optional.of(checkout), chance), Clock.systemUTC());
        } catch (ServerStartException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, StateCommand.sentence(e));
        }
    }
}
