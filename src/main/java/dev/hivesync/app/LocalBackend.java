package dev.hivesync.app;

import dev.hivesync.server.BuiltInServer;
import dev.hivesync.server.ServerStartException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The built-in server of a checkout, in this process.
final class LocalBackend {

    private LocalBackend() {}

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
