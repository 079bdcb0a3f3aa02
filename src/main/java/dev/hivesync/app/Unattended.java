package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.keychain.Secrets;
import java.nio.file.Path;
import okhttp3.HttpUrl;

/// An app without a window: nobody can choose a server or sign in.
final class Unattended {

    private Unattended() {}

    /// Nobody would see that another server than the chosen one is used.
    static void readable(Preferences preferences, Home home) {
        if (preferences.trouble().isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The settings in " + home.settings() + " cannot be read. Correct the file or delete it.");
        }
    }

    /// Refuses what could never work.
    ///
    /// @param noWindow why there is no window
    static void check(Target target, String noWindow, Home home, Secrets secrets) {
        switch (target) {
            case Target.Remote(HttpUrl server, Path tokenFile)
            when tokenFile == null -> {
                if (!new Vault(secrets, home, server).holdsSession()) {
                    throw new CommandFailure(
                            ExitCode.REFUSED,
                            "Nobody is signed in, and nobody can sign in without a window (" + noWindow
                                    + "). Give an access token with --token-file F.");
                }
            }
            case Target.Nowhere _ ->
                throw new CommandFailure(
                        ExitCode.USAGE, "No server is configured. Add --server URL and --token-file F.");
            case Target.Remote _, Target.BuiltIn _ -> {}
        }
    }

    /// The sentence for a session that the server refuses.
    static String advice(Target target) {
        return target instanceof Target.Remote remote && remote.tokenFile() == null
                ? "The session has ended. Start HiveSync with a window and sign in again."
                : "The server refuses the access token. Put a fresh one of the same user into the token file.";
    }
}
