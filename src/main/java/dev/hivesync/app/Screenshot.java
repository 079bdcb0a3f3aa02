package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.desktop.DesktopPorts;
import dev.hivesync.desktop.DesktopWindow;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.inbox.Step;
import dev.hivesync.sync.MonotonicPause;
import dev.hivesync.sync.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Pictures of the window, drawn in memory.
final class Screenshot {

    private Screenshot() {}

    /// Makes sure that a picture can be drawn and written. Must come before JavaFX starts.
    static Path prepare(Path png) {
        Path directory = png.getParent();
        if (directory == null || !Files.isWritable(directory) || Files.isDirectory(png)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "The picture cannot be written to " + png + ". Choose a place that is writable.");
        }
        Display.textMissing().ifPresent(reason -> {
            throw new CommandFailure(ExitCode.USAGE, "Nothing can be drawn here: " + reason + ". Install it.");
        });
        Display.drawInMemory();
        return png;
    }

    /// The running app's state, read from its files: that app notices nothing. The window is ready before `after`
    /// begins, so that the picture is of the moment when it ends.
    static void besideTheRunningApp(Home home, Path png, Duration after, InstantSource clock)
            throws InterruptedException {
        Settings settings = new SettingsFile(home.settings()).read().orElse(Settings.DEFAULT);
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                Preferences.inMemory(settings));
        try (WindowHost host = WindowHost.start(() -> false)) {
            host.make(ports, clock, Opening.OBSERVER, () -> {});
            DesktopWindow window = host.window();
            Pause pause = new MonotonicPause();
            pause.await(after);
            window.accept(new Step(LocalInbox.peek(home), List.of()));
            var _ = host.show();
            host.picture(png);
        }
    }
}
