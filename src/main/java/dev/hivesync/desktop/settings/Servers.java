package dev.hivesync.desktop.settings;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The server that the program works with, and the way to another.
public interface Servers {

    /// Chosen elsewhere; it cannot be changed here.
    Servers FIXED = new Servers() {
        @Override
        public Optional<String> current() {
            return Optional.empty();
        }

        @Override
        public boolean changeable() {
            return false;
        }

        @Override
        public CompletionStage<Optional<ServerProblem>> use(String address) {
            return CompletableFuture.completedStage(Optional.of(ServerProblem.UNREACHABLE));
        }
    };

    /// The address, where there is a server; blank where that is the built-in one.
    Optional<String> current();

    boolean changeable();

    /// Tests the address and, where a HiveSync server answers there, signs out and works with that one from now on.
    /// May complete on any thread.
    ///
    /// @return why not, or empty
    CompletionStage<Optional<ServerProblem>> use(String address);
}
