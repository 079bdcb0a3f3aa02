package dev.hivesync.desktop.settings;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Signs a user in.
@FunctionalInterface
public interface SignIn {

    /// @return empty when it worked, else why not. Never fails exceptionally for an expected reason, and may complete
    ///     on any thread
    CompletionStage<Optional<SignInProblem>> signIn(String email, String password);
}
