package dev.hivesync.app;

import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.alerts.freedesktop.NotificationServer;
import dev.hivesync.alerts.freedesktop.SessionBus;
import dev.hivesync.inbox.Decision;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// An app without a window, in a process of its own on a session bus of its own: a snooze that ended while it was
/// closed
/// is announced at the start, in the language that the user chose.
@NullMarked
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class HeadlessAnnouncementTest {

    /// Nobody listens there.
    private static final String SERVER = "http://127.0.0.1:9/";

    @TempDir
    private Path directory;

    @Test
    void what_comes_back_at_the_start_is_announced_in_the_chosen_language() throws Exception {
        Home home = new Home(directory.resolve("home")).create();
        Files.writeString(home.settings(), "{\"language\":\"german\"}");
        Path token = Files.writeString(directory.resolve("token"), "no-jwt");
        try (Inbox inbox = Inbox.open(home.inbox(), InstantSource.system())) {
            var _ = inbox.signIn(SERVER + " token", "").join();
            inbox.accept(new Fact.Fetched(inbox.state().place(), page("c1", false, unread("a", 1)), null));
            Until past = new Until.WallClock(
                    LocalDateTime.now(ZoneId.systemDefault()).minusMinutes(1));
            var _ = inbox.submit(new Fact.Decided(Set.of("job:job-a"), new Decision.PutOff(past)))
                    .join();
        }
        try (SessionBus bus = new SessionBus(directory);
                NotificationServer server = new NotificationServer(bus.address(), "body", "actions");
                Program app = Program.start(
                        home.root(),
                        Map.of("HIVESYNC_SYSTEM_NOTIFICATIONS", "on", "DBUS_SESSION_BUS_ADDRESS", bus.address()),
                        "--headless",
                        "--server",
                        SERVER,
                        "--token-file",
                        token.toString())) {
            assertThat(server.nextNotify().title()).isEqualTo("KI-Auftrag abgeschlossen");
            var _ = app.terminate();
        }
        assertThat(Inbox.peek(home.inbox()).tellings().get("a"))
                .isNotNull()
                .satisfies(told -> assertThat(told.fate()).isEqualTo("SHOWN_BY_SYSTEM"));
    }
}
