package dev.hivesync.desktop;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.preview;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Alert.Action;
import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.FakeOutside;
import dev.hivesync.alerts.Outside;
import dev.hivesync.alerts.Place;
import dev.hivesync.alerts.Showing;
import dev.hivesync.alerts.Toast;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.Verdict;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Present;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.toast.AlertWriter;
import dev.hivesync.desktop.toast.ToastWords;
import dev.hivesync.desktop.toast.ToastsViewModel;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who announces an event: the window while it is in front, else the operating system, and never both.
class SystemSurfacesTest {

    private record Alarm(Instant at, Runnable task) {}

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final List<Entry> known = new ArrayList<>();
    private final List<Fact> intents = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final FakeOutside outside = new FakeOutside();
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Moments moments = new Moments(texts, ZoneOffset.UTC);
    private final Wording wording = new Wording(texts, moments);
    private Instant now = NOW;
    private final DesktopPorts ports = new DesktopPorts(
            intents::add,
            () -> {},
            (_, _) -> CompletableFuture.completedStage(Optional.empty()),
            () -> {},
            () -> happened.add("quit"),
            Errands.NONE,
            preferences,
            Servers.FIXED,
            outside);
    private final Announcements announcements = new Announcements(
            ports,
            () -> now,
            ZoneOffset.UTC,
            Opening.QUIET,
            (delay, task) -> alarms.add(new Alarm(now.plus(delay), task)),
            Runnable::run,
            new ToastsViewModel.Leads() {
                @Override
                public void thread(String key) {
                    happened.add("main action of " + key);
                }

                @Override
                public void reveal(String key) {
                    happened.add("reveal " + key);
                }

                @Override
                public void unread() {
                    happened.add("all unread");
                }
            });
    private final SystemSurfaces surfaces = new SystemSurfaces(
            ports,
            Runnable::run,
            texts,
            announcements,
            new AlertWriter(new ToastWords(texts, wording, _ -> "website"), true),
            () -> happened.add("raise"));

    SystemSurfacesTest() {
        announcements.apply(present(List.of(), true), () -> {});
    }

    @Test
    void every_event_is_announced_exactly_once_over_200_random_changes_of_focus() {
        Random random = new Random(7);
        Set<String> inside = new HashSet<>();
        List<String> announcedInside = new ArrayList<>();
        announcements
                .toasts()
                .showingProperty()
                .subscribe((_, showing) -> showing.at(Place.WINDOW)
                        .forEach(toast ->
                                toast.ids().stream().filter(inside::add).forEach(announcedInside::add)));
        List<String> arrived = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            focus(random.nextBoolean());
            String id = "n" + i;
            arrived.add(id);
            arrive(done(id));
            focus(random.nextBoolean());
            pass(Duration.ofMillis(801 + random.nextInt(9_000)));
        }
        List<String> all = new ArrayList<>(announcedInside);
        outside.announced.forEach(alert -> all.addAll(alert.ids()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(arrived);
        assertThat(announcedInside).hasSizeBetween(60, 140);
    }

    @Test
    void a_burst_of_50_is_one_summary_outside() {
        arrive(IntStream.range(0, 50).mapToObj(i -> done("b" + i)).toArray(Entry[]::new));
        assertThat(outside.announced).singleElement().satisfies(alert -> {
            assertThat(alert.ids()).hasSize(50);
            assertThat(alert.title()).isEqualTo("50 new notifications");
        });
        assertThat(windows()).isEmpty();
        assertThat(announcements.verdict(known.getLast())).map(Verdict::fate).contains(Fate.SUMMARISED_BY_SYSTEM);
    }

    @Test
    void the_trail_tells_who_showed_it() {
        Entry one = done("a");
        arrive(one);
        focus(true);
        pass(Duration.ofSeconds(1));
        Entry two = done("b");
        arrive(two);
        assertThat(announcements.verdict(one)).map(Verdict::fate).contains(Fate.SHOWN_BY_SYSTEM);
        assertThat(announcements.verdict(two)).map(Verdict::fate).contains(Fate.SHOWN);
    }

    @Test
    void a_threads_newer_event_takes_the_place_of_its_older_wherever_that_is() {
        arrive(
                job("a", "started", "job-1", "x", Duration.ZERO, false),
                job("b", "failed", "job-1", "x", Duration.ZERO, false));
        assertThat(outside.up).extracting(Alert::key).containsExactly("job:job-1");
        pass(Duration.ofSeconds(2));
        focus(true);
        arrive(job("c", "completed", "job-1", "x", Duration.ZERO, false));
        assertThat(outside.up).isEmpty();
        assertThat(windows()).extracting(Toast::key).containsExactly("job:job-1");
    }

    @Test
    void read_anywhere_it_is_withdrawn() {
        arrive(done("a"));
        assertThat(outside.up).hasSize(1);
        step(new Change.BecameRead(List.of("a")));
        assertThat(outside.up).isEmpty();
    }

    @Test
    void what_the_system_could_not_show_comes_up_in_the_window_once() {
        Entry one = done("a");
        arrive(one);
        outside.listener().missed(outside.up.getFirst());
        assertThat(windows()).extracting(Toast::key).containsExactly("job:a");
        assertThat(outside.up).isEmpty();
        assertThat(announcements.verdict(one)).map(Verdict::fate).contains(Fate.SHOWN);
        outside.ready = false;
        pass(Duration.ofSeconds(1));
        arrive(done("b"));
        assertThat(outside.announced).hasSize(1);
        assertThat(windows()).extracting(Toast::key).containsExactly("job:a", "job:b");
    }

    @Test
    void the_user_may_want_toasts_alone() {
        preferences.change(settings -> settings.presence(settings.presence().notifications(false)));
        arrive(done("a"));
        assertThat(outside.announced).isEmpty();
        assertThat(windows()).hasSize(1);
    }

    @Test
    void do_not_disturb_holds_back_outside_too_and_its_digest_comes_there() {
        announcements.quiet().pause(Duration.ofMinutes(30));
        announcements.settingsChanged();
        arrive(done("a"), done("b"));
        assertThat(outside.announced).isEmpty();
        pass(Duration.ofMinutes(30));
        assertThat(outside.announced).extracting(Alert::title).containsExactly("2 new while it was quiet");
    }

    @Test
    void the_systems_own_do_not_disturb_holds_back_toasts_as_ours_does() {
        outside.quiet(true);
        focus(true);
        Entry one = done("a");
        arrive(one, done("b"));
        assertThat(windows()).isEmpty();
        assertThat(announcements.verdict(one)).map(Verdict::fate).contains(Fate.SYSTEM_QUIET);
        announcements.quiet().pause(Duration.ofMinutes(30));
        announcements.settingsChanged();
        outside.quiet(false);
        assertThat(windows()).as("ours is still on").isEmpty();
        pass(Duration.ofMinutes(30));
        assertThat(windows()).extracting(Toast::key).containsExactly(Toast.DIGEST);
    }

    @Test
    void a_click_opens_the_window_there_and_a_button_acts() {
        arrive(done("a"));
        outside.listener().acted(outside.up.getFirst(), Action.OPEN);
        assertThat(happened).containsExactly("raise", "reveal job:a");
        assertThat(outside.up).isEmpty();
        assertThat(intents).isEmpty();
        happened.clear();

        pass(Duration.ofSeconds(2));
        arrive(done("b"));
        outside.listener().acted(outside.up.getFirst(), Action.MAIN);
        assertThat(happened).containsExactly("raise", "main action of job:b");
        happened.clear();

        pass(Duration.ofSeconds(2));
        arrive(preview("c", "ready", "ABC123", Duration.ZERO, false));
        assertThat(outside.up.getFirst().buttons())
                .extracting(Alert.Button::label)
                .containsExactly("Open", "Copy code", "Mark read");
        outside.listener().acted(outside.up.getFirst(), Action.MAIN);
        assertThat(happened).as("copying needs no window").containsExactly("main action of preview:ABC123");

        pass(Duration.ofSeconds(2));
        arrive(done("d"));
        outside.listener().acted(outside.up.getFirst(), Action.READ);
        assertThat(intents).containsExactly(new Fact.Read(Set.of("d")));
    }

    @Test
    void closing_it_is_not_reading_it_and_a_late_click_on_a_withdrawn_one_is_nothing() {
        arrive(done("a"));
        Alert alert = outside.up.getFirst();
        outside.listener().closed(alert);
        assertThat(intents).isEmpty();
        assertThat(outside.up).isEmpty();
        outside.listener().acted(alert, Action.OPEN);
        assertThat(happened).isEmpty();
    }

    @Test
    void the_badge_follows_the_number_the_quiet_and_the_settings() {
        surfaces.unread(3);
        assertThat(badge().unread()).isEqualTo(3);
        assertThat(badge().words().unread()).isEqualTo("3 unread");
        assertThat(badge().quiet()).isFalse();
        outside.listener().asked(Outside.Wish.QUIET_ON);
        announcements.settingsChanged();
        assertThat(badge().quiet()).isTrue();
        outside.listener().asked(Outside.Wish.QUIET_OFF);
        announcements.settingsChanged();
        assertThat(badge().quiet()).isFalse();
        preferences.change(settings -> settings.presence(settings.presence().tray(false)));
        surfaces.badge();
        assertThat(badge().tray()).isFalse();
        outside.listener().asked(Outside.Wish.OPEN);
        outside.listener().asked(Outside.Wish.QUIT);
        assertThat(happened).containsExactly("raise", "quit");
    }

    @Test
    void closing_leaves_it_in_the_tray_only_where_there_is_one_and_the_user_wants_it() {
        outside.tray(true);
        assertThat(surfaces.staysInTray()).isFalse();
        preferences.change(settings -> settings.presence(settings.presence().closeToTray(true)));
        assertThat(surfaces.staysInTray()).isTrue();
        outside.tray(false);
        assertThat(surfaces.staysInTray()).isFalse();
    }

    private Badge badge() {
        return Objects.requireNonNull(outside.badge);
    }

    private static Entry done(String id) {
        return job(id, "completed", id, "write_tests", Duration.ZERO, false);
    }

    private void focus(boolean on) {
        announcements.focused(on);
        announcements.toasts().pause(ToastsViewModel.Pause.WINDOW_INACTIVE, !on);
    }

    private List<Toast> windows() {
        Showing showing = announcements.toasts().showing();
        return showing.at(Place.WINDOW);
    }

    private void arrive(Entry... entries) {
        known.addAll(Arrays.asList(entries));
        step(Arrays.stream(entries).map(Change.Arrived::new).toArray(Change[]::new));
    }

    private void step(Change... changes) {
        announcements.apply(present(List.of(changes), false), () -> {});
    }

    private Present present(List<Change> changes, boolean first) {
        Boards boards = new Boards(wording, moments, preferences::now);
        return new Present(boards.of(Samples.state(LIVE, known), Filter.ALL, now, Map.of()), changes, Map.of(), first);
    }

    private void pass(Duration time) {
        Instant end = now.plus(time);
        while (!alarms.isEmpty() && !alarms.peek().at().isAfter(end)) {
            Alarm next = alarms.remove();
            now = next.at();
            next.task().run();
        }
        now = end;
    }
}
