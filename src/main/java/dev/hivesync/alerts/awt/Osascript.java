package dev.hivesync.alerts.awt;

import dev.hivesync.alerts.Alert;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// macOS's notifications without a library of our own: AppleScript shows them, under Script Editor's name.
final class Osascript {

    private static final long PATIENCE_SECONDS = 5;

    private Osascript() {}

    /// The script is fixed; title and text are its arguments, so that nothing in them can be a command.
    static List<String> command(Alert alert) {
        return List.of(
                "/usr/bin/osascript",
                "-e",
                "on run argv",
                "-e",
                "display notification (item 2 of argv) with title \"HiveSync\" subtitle (item 1 of argv)",
                "-e",
                "end run",
                "--",
                alert.title(),
                alert.text());
    }

    /// Whether it was shown.
    static boolean notify(Alert alert) {
        try {
            Process script = new ProcessBuilder(command(alert))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return script.exitValue() == 0;
            }
            script.destroyForcibly();
            return false;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
