package dev.hivesync.app;

import dev.dirs.ProjectDirectories;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where this user's files are: `$HIVESYNC_HOME`, or the platform's directories for user data and for logs.
record Home(Path root, Path logs) {

    Home(Path root) {
        this(root, root.resolve("logs"));
    }

    static Home of(Map<String, String> environment) {
        String set = environment.getOrDefault("HIVESYNC_HOME", "");
        if (!set.isBlank()) {
            try {
                return new Home(Path.of(set).toAbsolutePath());
            } catch (InvalidPathException _) {
                throw new CommandFailure(
                        ExitCode.USAGE, "HIVESYNC_HOME is not a path. Set it to a directory, or unset it.");
            }
        }
        Path data = Path.of(ProjectDirectories.from("dev", "HiveSync", "HiveSync").dataDir);
        return new Home(
                data, logs(System.getProperty("os.name"), environment, Path.of(System.getProperty("user.home")), data));
    }

    /// Logs are state and no data: on Linux no backup has to take them along, and macOS shows them in its console.
    static Path logs(String system, Map<String, String> environment, Path user, Path data) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return data.resolve("logs");
        }
        if (name.contains("mac")) {
            return user.resolve("Library").resolve("Logs").resolve("HiveSync");
        }
        String set = environment.getOrDefault("XDG_STATE_HOME", "");
        Path state = !set.isBlank() && Path.of(set).isAbsolute()
                ? Path.of(set)
                : user.resolve(".local").resolve("state");
        return state.resolve("hivesync").resolve("logs");
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
}
