package dev.hivesync.app;

import dev.dirs.ProjectDirectories;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Where this user's files are: `$HIVESYNC_HOME`, or the platform's directory for user data.
record Home(Path root) {

    static Home of(Map<String, String> environment) {
        String set = environment.getOrDefault("HIVESYNC_HOME", "");
        return new Home(
                set.isBlank()
                        ? Path.of(ProjectDirectories.from("dev", "HiveSync", "HiveSync").dataDir)
                        : Path.of(set).toAbsolutePath());
    }

    /// Makes the directory, readable by its owner alone.
    Home create() {
        try {
            PrivateFile.directory(root);
            return this;
        } catch (IOException e) {
            throw unwritable();
        }
    }

    /// The directory itself, by whichever path it was named.
    Path real() {
        try {
            return root.toRealPath();
        } catch (IOException _) {
            return root;
        }
    }

    /// Where sign-ins are kept without a keychain.
    Path signIns() {
        return root.resolve("sign-in");
    }

    /// Bad usage, not an unreachable server: the place that was given does not do.
    CommandFailure unwritable() {
        return new CommandFailure(
                ExitCode.USAGE,
                "HiveSync cannot write to its directory " + root
                        + ". Make it writable and free some space, or set HIVESYNC_HOME to one that is.");
    }

    Path inbox() {
        return root.resolve("inbox.db");
    }

    Path settings() {
        return root.resolve("settings.json");
    }

    Path bridge() {
        return root.resolve(BridgeFile.FILE);
    }

    Path localServer() {
        return root.resolve(LocalServer.FILE);
    }

    /// What the look for newer versions remembers.
    Path updates() {
        return root.resolve("update.json");
    }

    Path mobile() {
        return root.resolve("mobile.json");
    }

    Path logs() {
        return root.resolve("logs");
    }
}
