package dev.hivesync.bridge;

import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.FakeOutside;
import dev.hivesync.alerts.Toast;
import dev.hivesync.alerts.Unattended;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Priority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Inbox, bridge, two plugins and the announcer together: an event is seen in one place, and leaves all at once.
@Timeout(60)
class OneAlertTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private final FakeOutside outside = new FakeOutside();

    @SuppressWarnings("NullAway.Init")
    private Inbox inbox;

    @SuppressWarnings("NullAway.Init")
    private Bridge bridge;

    @SuppressWarnings("NullAway.Init")
    private Unattended announcer;

    @SuppressWarnings("NullAway.Init")
    private RawPlugin editor;

    @SuppressWarnings("NullAway.Init")
    private RawPlugin other;

    private int pages;

    @BeforeEach
    void open() throws Exception {
        inbox = Inbox.open(directory.resolve("inbox.db"), InstantSource.system());
        arrive("old");
        inbox.accept(new Fact.Linked(new Link(Connection.LIVE, null, 45)));
        Path file = directory.resolve(BridgeFile.FILE);
        bridge = Bridge.start(
                new BridgeConfig(file, 0, "0.1.0"),
                inbox::accept,
                (_, _) -> {},
                new Commands(),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom());
        announcer = new Unattended(
                Preferences.inMemory(Settings.DEFAULT),
                InstantSource.system(),
                ZoneOffset.UTC,
                outside,
                OneAlertTest::alert,
                inbox::accept);
        inbox.observe(bridge::accept);
        inbox.observe(announcer::accept);
        BridgeFile announced = Json.MAPPER.readValue(Files.readString(file), BridgeFile.class);
        editor = RawPlugin.ready(announced, null);
        other = RawPlugin.ready(announced, null);
    }

    @AfterEach
    void end() throws Exception {
        other.close();
        editor.close();
        announcer.close();
        bridge.close();
        inbox.close();
    }

    @Test
    void what_one_plugin_has_shown_is_withdrawn_from_the_other_and_from_the_desktop_at_once() throws Exception {
        arrive("n-1");
        assertThat(hears(editor)).isEqualTo("ai_job_complete n-1");
        assertThat(hears(other)).isEqualTo("ai_job_complete n-1");
        await().until(() -> up().equals(List.of("n-1")));

        long asked = System.nanoTime();
        editor.send("{\"type\":\"ack\",\"payload\":{\"notification_ids\":[\"n-1\"]}}");
        JsonNode read = other.event();
        assertThat(read.path("type").asString()).isEqualTo("read");
        assertThat(read.path("payload").path("notification_ids").get(0).asString())
                .isEqualTo("n-1");
        await().pollInterval(Duration.ofMillis(5)).until(() -> up().isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(AT_ONCE);
        assertThat(Objects.requireNonNull(inbox.state().entries().get("n-1")).read())
                .isTrue();
    }

    @Test
    void what_a_focused_editor_shows_the_desktop_does_not_announce_until_the_focus_goes() throws Exception {
        focus("\"proj-1\"");
        await().until(() -> focused() == 1);
        arrive("n-1");
        assertThat(hears(editor)).isEqualTo("ai_job_complete n-1");

        focus("null");
        await().until(() -> focused() == 0);
        arrive("n-2");
        assertThat(hears(editor)).isEqualTo("ai_job_complete n-2");
        await().until(() -> up().equals(List.of("n-2")));

        focus("\"proj-1\"");
        await().until(() -> focused() == 1);
        editor.close();
        await().until(() -> focused() == 0);
        arrive("n-3");
        await().until(() -> up().contains("n-3"));
        assertThat(outside.announced.stream().flatMap(alert -> alert.ids().stream()))
                .doesNotContain("n-1")
                .contains("n-2", "n-3");
    }

    private void focus(String project) throws Exception {
        editor.send("{\"type\":\"focus\",\"payload\":{\"project_id\":" + project + "}}");
    }

    private long focused() {
        return inbox.state().plugins().stream()
                .filter(plugin -> plugin.focus() != null)
                .count();
    }

    private List<String> up() {
        return outside.up.stream().flatMap(alert -> alert.ids().stream()).toList();
    }

    private static String hears(RawPlugin plugin) throws Exception {
        JsonNode event = plugin.event();
        return event.path("type").asString() + " "
                + event.path("payload").path("notification_id").asString();
    }

    private void arrive(String id) {
        pages++;
        Fact page = new Fact.Fetched(inbox.state().place(), page("c" + pages, false, unread(id, pages)), null);
        var _ = inbox.submit(page).join();
    }

    private static Alert alert(Toast toast) {
        return new Alert(
                toast.key(),
                toast.shownAt(),
                toast.ids(),
                toast.latest().id(),
                "",
                Priority.MEDIUM,
                toast.failures() > 0,
                List.of());
    }

    private final class Commands implements OwnCommands {
        @Override
        public CompletionStage<Set<String>> read(Set<String> ids) {
            return inbox.submit(new Fact.Read(ids)).thenApply(_ -> ids);
        }

        @Override
        public boolean show(@Nullable String notificationId) {
            return true;
        }
    }
}
