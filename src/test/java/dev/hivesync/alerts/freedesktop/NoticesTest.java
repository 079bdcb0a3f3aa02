package dev.hivesync.alerts.freedesktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Alert.Action;
import dev.hivesync.alerts.Alert.Button;
import dev.hivesync.alerts.Outside;
import dev.hivesync.alerts.freedesktop.NotificationServer.Close;
import dev.hivesync.alerts.freedesktop.NotificationServer.Notify;
import dev.hivesync.alerts.freedesktop.SessionOutside.Patience;
import dev.hivesync.wire.Priority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a notification server on a real bus hears of us, call by call.
@Timeout(120)
class NoticesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private SessionBus bus;

    @SuppressWarnings("NullAway.Init")
    private SessionOutside outside;

    private @Nullable NotificationServer server;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final class Heard implements Outside.Listener {
        @Override
        public void acted(Alert alert, Action action) {
            heard.add("acted " + alert.key() + " " + action);
        }

        @Override
        public void closed(Alert alert) {
            heard.add("closed " + alert.key());
        }

        @Override
        public void missed(Alert alert) {
            heard.add("missed " + alert.key());
        }

        @Override
        public void changed() {
            heard.add("changed");
        }

        @Override
        public void asked(Outside.Wish wish) {
            heard.add("asked " + wish);
        }
    }

    @BeforeEach
    void open() throws Exception {
        bus = new SessionBus(directory);
    }

    @AfterEach
    void end() throws Exception {
        if (outside != null) { // not in a test that is skipped
            outside.close();
        }
        if (server != null) {
            server.close();
        }
        bus.close();
    }

    private NotificationServer serve(String... capabilities) throws Exception {
        NotificationServer up = new NotificationServer(bus.address(), capabilities);
        server = up;
        return up;
    }

    private void start() {
        outside = new SessionOutside(
                bus.address(), "hivesync", () -> false, new Patience(Duration.ofSeconds(2), Duration.ofMillis(200)));
        outside.listen(new Heard());
    }

    private void ready() {
        await().atMost(SOON).until(outside::ready);
    }

    private static Alert alert(String key, int version, String title, String text) {
        return new Alert(
                key,
                NOW.plusSeconds(version),
                Set.of(key + version),
                title,
                text,
                Priority.MEDIUM,
                false,
                List.of(new Button(Action.OPEN, "Open"), new Button(Action.MAIN, "Review")));
    }

    @Test
    void it_is_shown_with_its_actions_urgency_and_the_desktop_entry() throws Exception {
        NotificationServer up = serve("body", "actions");
        start();
        ready();
        outside.present(List.of(alert("a", 1, "AI job completed", "website · a < b & c")));
        Notify notify = up.nextNotify();
        assertThat(notify.app()).isEqualTo("HiveSync");
        assertThat(notify.replaces()).isZero();
        assertThat(notify.title()).isEqualTo("AI job completed");
        assertThat(notify.body()).isEqualTo("website · a < b & c");
        assertThat(notify.actions()).containsExactly("default", "Open", "main", "Review");
        assertThat(notify.timeout()).isEqualTo(-1);
        assertThat(notify.hints().get("urgency")).extracting(Variant::getValue).isEqualTo((byte) 1);
        assertThat(notify.hints().get("desktop-entry"))
                .extracting(Variant::getValue)
                .isEqualTo("hivesync");
        assertThat(notify.hints().get("image-data")).extracting(Variant::getSig).isEqualTo("(iiibiiay)");
    }

    @Test
    void a_failure_stays_and_is_urgent() throws Exception {
        NotificationServer up = serve("body");
        start();
        ready();
        outside.present(List.of(new Alert("f", NOW, Set.of("f"), "Failed", "", Priority.HIGH, true, List.of())));
        Notify notify = up.nextNotify();
        assertThat(notify.timeout()).isZero();
        assertThat(notify.hints().get("urgency")).extracting(Variant::getValue).isEqualTo((byte) 2);
    }

    @Test
    void markup_is_escaped_where_the_server_reads_markup_and_no_action_goes_to_one_without() throws Exception {
        NotificationServer up = serve("body", "body-markup");
        start();
        ready();
        outside.present(List.of(alert("a", 1, "1 < 2", "<img src='x'/> & <b>bold</b>")));
        Notify notify = up.nextNotify();
        assertThat(notify.title()).isEqualTo("1 < 2");
        assertThat(notify.body()).isEqualTo("&lt;img src='x'/&gt; &amp; &lt;b&gt;bold&lt;/b&gt;");
        assertThat(notify.actions()).isEmpty();
    }

    @Test
    void a_newer_one_takes_the_place_of_the_older_and_what_is_read_is_closed_within_a_second() throws Exception {
        NotificationServer up = serve("body", "actions");
        start();
        ready();
        outside.present(List.of(alert("a", 1, "running", ""), alert("b", 1, "other", "")));
        long a = up.nextNotify().id();
        long b = up.nextNotify().id();
        outside.present(List.of(alert("a", 2, "done", ""), alert("b", 1, "other", "")));
        Notify second = up.nextNotify();
        assertThat(second.replaces()).isEqualTo(a);
        assertThat(second.title()).isEqualTo("done");
        long read = System.nanoTime();
        outside.present(List.of(alert("b", 1, "other", "")));
        assertThat(up.next()).isEqualTo(new Close(a));
        assertThat(Duration.ofNanos(System.nanoTime() - read)).isLessThan(Duration.ofSeconds(1));
        outside.present(List.of());
        assertThat(up.next()).isEqualTo(new Close(b));
        assertThat(up.calls()).hasSize(5);
    }

    @Test
    void what_was_read_out_of_a_summary_makes_no_new_noise() throws Exception {
        NotificationServer up = serve("body");
        start();
        ready();
        Alert ten = new Alert("s", NOW, Set.of("1", "2", "3"), "3 new", "", Priority.MEDIUM, false, List.of());
        Alert two = new Alert("s", NOW, Set.of("1", "2"), "2 new", "", Priority.MEDIUM, false, List.of());
        outside.present(List.of(ten));
        long id = up.nextNotify().id();
        outside.present(List.of(two));
        outside.present(List.of());
        assertThat(up.next()).isEqualTo(new Close(id));
    }

    @Test
    void a_click_and_a_button_come_back_and_closing_it_is_only_closing() throws Exception {
        NotificationServer up = serve("body", "actions");
        start();
        ready();
        outside.present(List.of(alert("a", 1, "x", ""), alert("b", 1, "y", "")));
        long a = up.nextNotify().id();
        long b = up.nextNotify().id();
        up.act(a, "default");
        up.act(a, "main");
        up.act(a, "unknown");
        up.act(b + 100, "default");
        up.closedByTheUser(b);
        await().atMost(SOON).until(() -> heard.contains("closed b"));
        assertThat(heard)
                .filteredOn(line -> !line.equals("changed"))
                .containsExactly("acted a OPEN", "acted a MAIN", "closed b");
        outside.present(List.of(alert("a", 1, "x", ""), alert("b", 1, "y", ""), alert("c", 1, "z", "")));
        assertThat(up.nextNotify().title()).isEqualTo("z");
    }

    @Test
    void a_server_that_restarts_shows_what_comes_after_and_nothing_twice() throws Exception {
        assumeTrue(SessionBus.complete(), "dbus-daemon is not installed");
        NotificationServer first = serve("body");
        start();
        ready();
        outside.present(List.of(alert("a", 1, "x", "")));
        first.nextNotify();
        first.close();
        await().atMost(SOON).until(() -> heard.contains("closed a"));
        assertThat(outside.ready()).isFalse();
        outside.present(List.of(alert("a", 1, "x", ""), alert("b", 1, "y", "")));
        await().atMost(SOON).until(() -> heard.contains("missed b"));

        NotificationServer second = serve("body");
        ready();
        outside.present(List.of(alert("a", 1, "x", ""), alert("b", 1, "y", ""), alert("c", 1, "z", "")));
        assertThat(second.nextNotify().title()).isEqualTo("z");
        assertThat(heard).doesNotContain("missed a", "missed c");
    }

    @Test
    void a_server_that_hangs_holds_nobody_up_and_what_it_did_not_show_is_handed_back() throws Exception {
        NotificationServer up = serve("body");
        start();
        ready();
        up.hang();
        long before = System.nanoTime();
        outside.present(List.of(alert("a", 1, "x", "")));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        await().atMost(SOON).until(() -> heard.contains("missed a"));
        assertThat(outside.ready()).isFalse();
        up.goOn();
        ready();
        assertThat(up.nextNotify().title()).isEqualTo("x");
        assertThat(up.next()).as("what came too late is withdrawn").isEqualTo(new Close(1));
    }

    @Test
    void what_the_server_refuses_is_handed_back() throws Exception {
        NotificationServer up = serve("body");
        start();
        ready();
        up.refuse(true);
        outside.present(List.of(alert("a", 1, "x", "")));
        await().atMost(SOON).until(() -> heard.contains("missed a"));
        up.refuse(false);
        outside.present(List.of(alert("b", 1, "y", "")));
        assertThat(up.nextNotify().title()).isEqualTo("y");
    }

    @Test
    void without_a_server_it_says_so_and_with_one_later_it_goes_on() throws Exception {
        start();
        outside.present(List.of(alert("a", 1, "x", "")));
        await().atMost(SOON).until(() -> heard.contains("missed a"));
        NotificationServer up = serve("body");
        ready();
        outside.present(List.of(alert("b", 1, "y", "")));
        assertThat(up.nextNotify().title()).isEqualTo("y");
    }

    @Test
    void a_bus_that_dies_is_found_again() throws Exception {
        NotificationServer first = serve("body");
        start();
        ready();
        outside.present(List.of(alert("a", 1, "x", "")));
        assertThat(first.nextNotify().title()).isEqualTo("x");
        bus.close();
        await().atMost(SOON).until(() -> !outside.ready());
        await().atMost(SOON).until(() -> heard.contains("closed a"));
        outside.present(List.of(alert("b", 1, "y", "")));
        await().atMost(SOON).until(() -> heard.contains("missed b"));

        Files.deleteIfExists(directory.resolve("bus"));
        bus = new SessionBus(directory);
        NotificationServer second = serve("body");
        ready();
        outside.present(List.of(alert("c", 1, "z", "")));
        assertThat(second.nextNotify().title()).isEqualTo("z");
    }

    @Test
    void what_is_shown_goes_with_the_app() throws Exception {
        NotificationServer up = serve("body");
        start();
        ready();
        outside.present(List.of(alert("a", 1, "x", "")));
        long id = up.nextNotify().id();
        outside.close();
        assertThat(up.next()).isEqualTo(new Close(id));
    }

    @Test
    void the_systems_own_do_not_disturb_is_heard_of() throws Exception {
        NotificationServer up = serve("body", "inhibitions");
        start();
        ready();
        assertThat(outside.quiet()).isFalse();
        up.inhibit(true);
        await().atMost(SOON).until(outside::quiet);
        assertThat(heard).contains("changed");
        up.inhibit(false);
        await().atMost(SOON).until(() -> !outside.quiet());
    }
}
