package dev.hivesync.alerts.freedesktop;

import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.row;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Alert.Action;
import dev.hivesync.alerts.Alert.Button;
import dev.hivesync.alerts.Toast;
import dev.hivesync.alerts.Unattended;
import dev.hivesync.alerts.freedesktop.NotificationServer.Close;
import dev.hivesync.alerts.freedesktop.NotificationServer.Notify;
import dev.hivesync.alerts.freedesktop.SessionOutside.Patience;
import dev.hivesync.attention.DoNotDisturb;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Telling;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program without a window: real inbox, real bus, and what its notification server hears.
@Timeout(120)
class UnattendedTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);

    @SuppressWarnings("NullAway.Init")
    private SessionBus bus;

    @SuppressWarnings("NullAway.Init")
    private NotificationServer server;

    @SuppressWarnings("NullAway.Init")
    private SessionOutside outside;

    @SuppressWarnings("NullAway.Init")
    private Inbox inbox;

    @SuppressWarnings("NullAway.Init")
    private Unattended unattended;

    @BeforeEach
    void open() throws Exception {
        bus = new SessionBus(directory);
        server = new NotificationServer(bus.address(), "body", "actions");
        outside = new SessionOutside(
                bus.address(), "hivesync", () -> false, new Patience(Duration.ofSeconds(5), Duration.ofMillis(200)));
        await().atMost(SOON).until(outside::ready);
        inbox = Inbox.open(directory.resolve("inbox.db"), InstantSource.system());
        // What is known before: it is not announced.
        fetch("c1", unread("old", 1));
        inbox.accept(new Fact.Linked(new Link(Connection.OFFLINE, null, 0)));
        unattended = new Unattended(
                preferences, InstantSource.system(), ZoneOffset.UTC, outside, UnattendedTest::alert, inbox::accept);
        inbox.observe(unattended::accept);
    }

    @AfterEach
    void end() throws Exception {
        unattended.close();
        outside.close();
        inbox.close();
        server.close();
        bus.close();
    }

    private static Alert alert(Toast toast) {
        return new Alert(
                toast.key(),
                toast.shownAt(),
                toast.ids(),
                toast.summary()
                        ? toast.entries().size() + " new"
                        : toast.latest().id(),
                "",
                Priority.MEDIUM,
                toast.failures() > 0,
                List.of(new Button(Action.READ, "Mark read")));
    }

    private void live() {
        inbox.accept(new Fact.Linked(new Link(Connection.LIVE, null, 45)));
    }

    private void fetch(String cursor, Notification... rows) {
        var _ = inbox.submit(new Fact.Fetched(inbox.state().place(), page(cursor, false, rows), null))
                .join();
    }

    @Test
    void what_came_while_it_was_closed_is_one_summary_and_what_comes_later_is_told_as_it_comes() throws Exception {
        fetch(
                "c2",
                IntStream.range(0, 9).mapToObj(i -> unread("away" + i, 10 + i)).toArray(Notification[]::new));
        live();
        assertThat(server.nextNotify().title()).isEqualTo("9 new");
        fetch("c3", unread("now", 100));
        assertThat(server.nextNotify().title()).isEqualTo("now");
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void what_is_read_elsewhere_is_closed_within_a_second() throws Exception {
        live();
        fetch("c2", unread("a", 2));
        long id = server.nextNotify().id();
        long read = System.nanoTime();
        fetch("c3", row("a", "ai_job_completed", 3, true));
        assertThat(server.next()).isEqualTo(new Close(id));
        assertThat(Duration.ofNanos(System.nanoTime() - read)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_burst_of_50_is_one_notification() throws Exception {
        live();
        fetch(
                "c2",
                IntStream.range(0, 50).mapToObj(i -> unread("b" + i, 10 + i)).toArray(Notification[]::new));
        Notify notify = server.nextNotify();
        assertThat(notify.title()).isEqualTo("50 new");
        fetch("c3", row("b0", "ai_job_completed", 100, true));
        fetch(
                "c4",
                IntStream.range(0, 50)
                        .mapToObj(i -> row("b" + i, "ai_job_completed", 200 + i, true))
                        .toArray(Notification[]::new));
        assertThat(server.next()).isEqualTo(new Close(notify.id()));
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void mark_read_on_the_notification_marks_it_read() throws Exception {
        live();
        fetch("c2", unread("a", 2));
        Notify notify = server.nextNotify();
        assertThat(notify.actions()).containsExactly("read", "Mark read");
        server.act(notify.id(), "read");
        await().atMost(SOON).until(() -> inbox.state().outbox().size() == 1);
        assertThat(server.next()).isEqualTo(new Close(notify.id()));
    }

    @Test
    void do_not_disturb_holds_it_back_and_its_end_brings_the_digest() throws Exception {
        live();
        Instant end = Instant.now().plusSeconds(3);
        preferences.change(
                settings -> settings.doNotDisturb(DoNotDisturb.OFF.from(end.minusSeconds(60), Duration.ofSeconds(60))));
        fetch("c2", unread("a", 2), unread("b", 3));
        fetch("c3", row("c", "ai_job_queued", 4, false));
        List<NotificationServer.Call> before = List.copyOf(server.calls());
        assumeTrue(Instant.now().isBefore(end), "this machine is too busy to tell");
        assertThat(before).isEmpty();
        assertThat(server.nextNotify().title()).isEqualTo("2 new");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void the_systems_do_not_disturb_does_so_too() throws Exception {
        live();
        server.inhibit(true);
        await().atMost(SOON).until(outside::quiet);
        fetch("c2", unread("a", 2), unread("b", 3));
        fetch("c3", row("c", "ai_job_queued", 4, false));
        server.inhibit(false);
        assertThat(server.nextNotify().title()).isEqualTo("2 new");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void what_became_of_each_is_kept_for_the_window_to_tell() throws Exception {
        live();
        fetch("c2", unread("a", 2));
        server.nextNotify();
        fetch("c3", row("low", "ai_job_queued", 3, false));
        preferences.change(settings -> settings.presence(settings.presence().notifications(false)));
        fetch("c4", unread("b", 4));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(inbox.state().tellings().values())
                        .extracting(Telling::id, Telling::fate)
                        .containsExactlyInAnyOrder(
                                tuple("a", "SHOWN_BY_SYSTEM"), tuple("low", "LOW_PRIORITY"), tuple("b", "NO_WINDOW")));
    }

    @Test
    void a_server_that_hangs_leaves_the_inbox_alone() throws Exception {
        live();
        server.hang();
        for (int i = 0; i < 20; i++) {
            fetch("c" + (i + 2), unread("h" + i, 10 + i));
        }
        assertThat(inbox.state().entries()).hasSize(21);
        server.goOn();
    }
}
