package dev.hivesync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file behind `--token-file`.
final class TokenFiles {

    private TokenFiles() {}

    /// Refuses one that cannot be read, and one that is still empty: whose inbox is meant, its first token tells.
    static void check(Path file) {
        if (!Files.isReadable(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "There is no readable token file at " + file + ". Check --token-file.");
        }
        try {
            if (Files.readString(file).isBlank()) {
                throw new CommandFailure(
                        ExitCode.USAGE, "The token file " + file + " is empty. Put an access token into it first.");
            }
        } catch (IOException _) {
            throw new CommandFailure(
                    ExitCode.USAGE, "The token file " + file + " cannot be read as text. Check --token-file.");
        }
    }
}
