package dev.hivesync.app;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// A start for the JVM to learn from: run with `-XX:AOTCacheOutput=FILE` it leaves the cache that starts the program
/// sooner. It draws the window in memory over an inbox of its own, in `args[0]`, and ends; no server is there, and
/// nothing leaves the machine.
final class Rehearsal {

    private static final int ROWS = 1_000;

    /// A port that nothing listens at.
    private static final String NOWHERE = "http://127.0.0.1:9";

    private static final Map<String, String> ENVIRONMENT =
            Map.of("HIVESYNC_SERVER", NOWHERE, "HIVESYNC_KEYCHAIN", "off", "HIVESYNC_SYSTEM_NOTIFICATIONS", "off");

    /// What JavaFX has for a display of Linux, and a window that is drawn in memory does not take.
    private static final List<String> ON_A_DISPLAY = List.of(
            "com.sun.glass.ui.InvokeLaterDispatcher",
            "com.sun.glass.ui.InvokeLaterDispatcher$Future",
            "com.sun.glass.ui.InvokeLaterDispatcher$InvokeLaterSubmitter",
            "com.sun.glass.ui.Size",
            "com.sun.glass.ui.delegate.ClipboardDelegate",
            "com.sun.glass.ui.delegate.MenuBarDelegate",
            "com.sun.glass.ui.delegate.MenuDelegate",
            "com.sun.glass.ui.delegate.MenuItemDelegate",
            "com.sun.glass.ui.gtk.GtkApplication",
            "com.sun.glass.ui.gtk.GtkClipboardDelegate",
            "com.sun.glass.ui.gtk.GtkCursor",
            "com.sun.glass.ui.gtk.GtkDnDClipboard",
            "com.sun.glass.ui.gtk.GtkPixels",
            "com.sun.glass.ui.gtk.GtkPlatformFactory",
            "com.sun.glass.ui.gtk.GtkRobot",
            "com.sun.glass.ui.gtk.GtkSystemClipboard",
            "com.sun.glass.ui.gtk.GtkTimer",
            "com.sun.glass.ui.gtk.GtkView",
            "com.sun.glass.ui.gtk.GtkWindow",
            "com.sun.javafx.application.preferences.PreferenceMapping");

    /// Past the first look at what is in view, the bridge and the first polls.
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private Rehearsal() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Logging.silence();
        Display.drawInMemory();
        System.setProperty("java.awt.headless", "true");
        Home home = new Home(Path.of(args[0]).toAbsolutePath()).create();
        InstantSource clock = InstantSource.system();
        fill(home, clock);
        Path token = Files.writeString(home.root().resolve("token"), "rehearsal");
        ON_A_DISPLAY.forEach(Rehearsal::load);
        var _ = Main.commandLine(home);
        CompletableFuture.delayedExecutor(LENGTH.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> System.exit(ExitCode.DONE));
        RunCommand app = new RunCommand(home, ENVIRONMENT, clock, token);
        app.hurry();
        var _ = app.call();
    }

    private static void load(String name) {
        try {
            var _ = Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException _) {
            // JavaFX of another platform, or of another version.
        }
    }

    private static void fill(Home home, InstantSource clock) {
        Instant now = clock.instant();
        List<NotificationType> types = List.of(NotificationType.values());
        try (Inbox inbox = Inbox.open(home.inbox(), clock)) {
            var _ = inbox.signIn(NOWHERE + "/ token", "").join();
            IntStream.rangeClosed(1, ROWS)
                    .mapToObj(row -> row(types.get(row % types.size()), row, now.minusSeconds(60L * row)))
                    .map(row -> inbox.submit(new Fact.Pushed(new LiveFrame(LiveFrame.CHANGED, row.revision(), row))))
                    .toList()
                    .forEach(CompletableFuture::join);
        } catch (IOException | SQLException | NewerDataException e) {
            throw new IllegalStateException("the rehearsal has no inbox", e);
        }
    }

    private static Notification row(NotificationType type, int row, Instant at) {
        String project = "proj-" + row % 3;
        Payload payload = switch (type.family()) {
            case AI_JOB ->
                new Payload.AiJob("job-" + row, project, "document_function", row % 2 == 0 ? "no model" : null);
            case PREVIEW -> new Payload.Preview("token" + row, project, "ios", at.plus(Duration.ofDays(1)));
            case REPO_SYNC -> new Payload.RepoSync("sync-" + row, "abc1234", project, null);
            case SYSTEM -> new Payload.SystemNotice("The queue is longer than usual.", null, null, null);
        };
        return new Notification(
                "n-" + row, "u-1", project, type.wireName(), payload, at, row % 4 == 0 ? null : at, row);
    }
}
