package dev.hivesync.desktop;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hivesync.alerts.Outside;
import dev.hivesync.alerts.Toast;
import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.DoNotDisturb;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.QuietHours;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.Verdict;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Present;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.plugins.Plugins;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.toast.ToastsViewModel;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Snooze;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.inbox.Telling;
import dev.hivesync.inbox.Until;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What comes up as a toast, on a clock that the test turns.
class AnnouncementsTest {

    private record Alarm(Instant at, Runnable task) {}

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private Map<String, Handling> handlings = Map.of();
    private final List<Entry> known = new ArrayList<>(Samples.day());
    private Instant now = NOW;

    /// The project that the user of an editor looks at.
    private String inFocus = "";

    private final List<Telling> kept = new ArrayList<>();
    private boolean refusing;
    private Backlog backlog = Backlog.NONE;

    /// What waits for the FX thread.
    private final Deque<Runnable> later = new ArrayDeque<>();

    private Announcements announcements = open(Opening.QUIET);

    @Test
    void for_half_an_hour_toasts_are_held_back_and_come_as_one_digest() {
        begin();
        announcements.quiet().pause(Duration.ofMinutes(30));
        announcements.settingsChanged();
        arrive("a", "b");
        pass(Duration.ofMinutes(10));
        arrive("c");
        assertThat(toasts()).isEmpty();
        assertThat(announcements.verdict(known.getLast()))
                .contains(new Verdict(Fate.DO_NOT_DISTURB, NOW.plus(Duration.ofMinutes(10))));
        pass(Duration.ofMinutes(20));
        assertThat(toasts()).singleElement().satisfies(toast -> {
            assertThat(toast.key()).isEqualTo(Toast.DIGEST);
            assertThat(toast.entries()).hasSize(3);
        });
        assertThat(announcements.quiet().quietProperty().get()).isEmpty();
        assertThat(preferences.now().doNotDisturb().asked()).isNull();
    }

    @Test
    void what_a_run_before_held_back_is_in_the_digest_of_this_one() {
        preferences.change(settings -> settings.doNotDisturb(
                DoNotDisturb.OFF.from(NOW.minus(Duration.ofMinutes(10)), Duration.ofMinutes(30))));
        Entry held = job("h", "completed", "job-h", "x", Duration.ofMinutes(5), false);
        known.add(held);
        known.add(job("g", "completed", "job-g", "x", Duration.ofMinutes(5), true));
        announcements = open(Opening.QUIET);
        begin();
        assertThat(toasts()).isEmpty();
        arrive("a");
        pass(Duration.ofMinutes(20));
        assertThat(toasts())
                .singleElement()
                .satisfies(toast -> assertThat(toast.ids()).containsExactlyInAnyOrder("h", "a", "p3"));
        assertThat(announcements.verdict(held)).map(Verdict::fate).contains(Fate.DO_NOT_DISTURB);
    }

    @Test
    void do_not_disturb_that_ended_while_nobody_was_there_gives_its_digest_at_the_start() {
        preferences.change(settings ->
                settings.doNotDisturb(DoNotDisturb.OFF.from(NOW.minus(Duration.ofMinutes(6)), Duration.ofMinutes(5))));
        announcements = open(Opening.QUIET);
        begin();
        assertThat(toasts()).extracting(Toast::key).containsExactly("preview:demo-K7QX2M");
        assertThat(preferences.now().doNotDisturb().asked()).isNull();
        announcements = open(Opening.QUIET);
        begin();
        assertThat(toasts()).isEmpty();
    }

    @Test
    void quiet_hours_begin_and_end_by_themselves() {
        preferences.change(settings -> settings.doNotDisturb(DoNotDisturb.OFF.quietHours(
                QuietHours.OFF.on(true).from(LocalTime.of(14, 30)).to(LocalTime.of(15, 0)))));
        begin();
        arrive("a");
        assertThat(toasts()).hasSize(1);
        pass(Duration.ofMinutes(5));
        arrive("b", "c");
        assertThat(toasts()).isEmpty();
        assertThat(announcements.quiet().quietProperty().get()).isPresent();
        pass(Duration.ofMinutes(29));
        assertThat(toasts()).extracting(Toast::key).containsExactly(Toast.DIGEST);
    }

    @Test
    void a_row_in_view_makes_no_toast() {
        begin();
        announcements.watch(() -> known.stream()
                .map(entry -> new ThreadRow(ThreadRow.keyOf(entry), List.of(entry)))
                .toList());
        arrive("a");
        assertThat(toasts()).isEmpty();
        announcements.watch(List::of);
        arrive("b");
        assertThat(toasts()).extracting(Toast::key).containsExactly("job:b");
    }

    @Test
    void what_a_focused_editor_shows_makes_no_toast_until_it_is_left() {
        begin();
        inFocus = "proj-1";
        arrive("a");
        assertThat(toasts()).isEmpty();
        assertThat(announcements.verdict(known.getLast())).contains(new Verdict(Fate.IN_PLUGIN, NOW, "vscode"));
        Entry failed = job("f", "failed", "f", "x", Duration.ZERO, false);
        known.add(failed);
        announcements.apply(present(List.of(new Change.Arrived(failed)), false), () -> {});
        assertThat(toasts())
                .as("no editor is told of it")
                .extracting(Toast::key)
                .containsExactly("job:f");
        inFocus = "proj-2";
        arrive("b");
        assertThat(toasts()).extracting(Toast::key).containsExactly("job:f", "job:b");
        inFocus = "";
        arrive("c");
        assertThat(toasts()).extracting(Toast::key).contains("job:c");
    }

    @Test
    void what_was_there_before_the_window_says_so_and_a_picture_keeps_silent() {
        begin();
        assertThat(announcements.verdict(known.getFirst())).map(Verdict::fate).contains(Fate.NO_WINDOW);
        announcements = open(Opening.OBSERVER);
        begin();
        assertThat(announcements.verdict(known.getFirst())).isEqualTo(Optional.empty());
    }

    @Test
    void what_became_of_it_is_known_in_the_next_run_too() {
        begin();
        arrive("a");
        inFocus = "proj-1";
        arrive("b");
        assertThat(kept)
                .extracting(Telling::id, Telling::fate, Telling::plugin)
                .containsExactly(tuple("a", "SHOWN", null), tuple("b", "IN_PLUGIN", "vscode"));
        Entry a = known.get(known.size() - 2);
        Entry b = known.getLast();

        now = NOW.plus(Duration.ofDays(1));
        announcements = open(Opening.QUIET);
        begin();
        assertThat(announcements.verdict(a)).contains(new Verdict(Fate.SHOWN, NOW));
        assertThat(announcements.verdict(b)).contains(new Verdict(Fate.IN_PLUGIN, NOW, "vscode"));

        kept.set(1, new Telling("b", "BEAMED", null, NOW));
        begin();
        assertThat(announcements.verdict(b))
                .as("a word of another version")
                .map(Verdict::fate)
                .contains(Fate.NO_WINDOW);
    }

    @Test
    void a_first_reading_and_a_picture_leave_nothing_behind() {
        begin();
        backlog = Backlog.FIRST_FILL;
        arrive("a");
        assertThat(announcements.verdict(known.getLast())).map(Verdict::fate).contains(Fate.FIRST_FILL);
        backlog = Backlog.NONE;
        announcements = open(Opening.PICTURE);
        begin();
        arrive("b");
        assertThat(announcements.verdict(known.getLast())).map(Verdict::fate).contains(Fate.SHOWN);
        assertThat(kept).isEmpty();
    }

    @Test
    void what_came_back_has_a_toast_by_the_ordinary_rules_though_it_was_read() {
        known.add(job("s", "completed", "job-s", "x", Duration.ofMinutes(90), true));
        known.add(job("l", "queued", "job-l", "x", Duration.ofMinutes(90), false));
        begin();
        announcements.apply(present(List.of(new Change.CameBack(List.of("job:job-s", "job:job-l"))), false), () -> {});
        assertThat(toasts()).as("low priority has none").extracting(Toast::key).containsExactly("job:job-s");
        preferences.change(settings -> settings.doNotDisturb(DoNotDisturb.OFF.from(now, Duration.ofMinutes(30))));
        pass(Duration.ofMinutes(1));
        announcements.apply(present(List.of(new Change.CameBack(List.of("job:job-s"))), false), () -> {});
        assertThat(toasts()).isEmpty();
    }

    @Test
    void what_is_put_off_is_in_no_digest_of_the_run_before() {
        preferences.change(settings -> settings.doNotDisturb(
                DoNotDisturb.OFF.from(NOW.minus(Duration.ofMinutes(10)), Duration.ofMinutes(30))));
        known.clear();
        known.add(job("h", "completed", "job-h", "x", Duration.ofMinutes(5), false));
        handlings = Map.of("job:job-h", new Handling("job:job-h", null, new Snooze(NOW, new Until.Move(), null)));
        announcements = open(Opening.QUIET);
        begin();
        pass(Duration.ofMinutes(25));
        assertThat(toasts()).isEmpty();
    }

    @Test
    void a_flood_is_heard_in_parts_and_in_order() {
        begin();
        int parts = 3;
        String[] ids = IntStream.range(0, parts * Unheard.AT_ONCE)
                .mapToObj(i -> "flood-" + i)
                .toArray(String[]::new);
        arrive(ids);
        assertThat(toasts()).isEmpty();
        List<String> told = new ArrayList<>();
        announcements.apply(
                present(List.of(new Change.BecameRead(List.of("flood-0", "flood-1"))), false), () -> told.add("read"));
        List<Integer> shown = new ArrayList<>();
        var _ = announcements
                .toasts()
                .showingProperty()
                .subscribe((_, showing) ->
                        shown.add(showing.toasts().getFirst().ids().size()));
        for (int part = 1; part <= parts; part++) {
            assertThat(told).isEmpty();
            assertThat(shown).as("what the system would announce").isEmpty();
            later.remove().run();
            assertThat(kept).hasSize(part * Unheard.AT_ONCE);
        }
        assertThat(shown).containsExactly(ids.length);
        later.remove().run();
        assertThat(told).containsExactly("read");
        assertThat(later).isEmpty();
        assertThat(toasts())
                .singleElement()
                .satisfies(toast -> assertThat(toast.ids())
                        .hasSize(ids.length - 2)
                        .doesNotContain("flood-0", "flood-1")
                        .contains("flood-2", "flood-" + (ids.length - 1)));
        assertThat(announcements.verdict(known.getLast())).map(Verdict::fate).contains(Fate.SUMMARISED);
    }

    @Test
    void what_breaks_over_one_part_leaves_the_others_to_be_heard() {
        begin();
        arrive(IntStream.range(0, 2 * Unheard.AT_ONCE)
                .mapToObj(i -> "flood-" + i)
                .toArray(String[]::new));
        refusing = true;
        assertThatThrownBy(later.remove()::run).isInstanceOf(IllegalStateException.class);
        refusing = false;
        later.remove().run();
        assertThat(toasts()).hasSize(1);
        arrive("after");
        assertThat(later).isEmpty();
        assertThat(announcements.verdict(known.getLast())).isPresent();
    }

    private void keep(List<Telling> decided) {
        if (refusing) {
            throw new IllegalStateException("nobody keeps it");
        }
        kept.addAll(decided);
    }

    private Announcements open(Opening opening) {
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                Errands.NONE,
                preferences,
                Servers.FIXED,
                Outside.NONE,
                new Insight(Plugins.NONE, this::keep));
        return new Announcements(
                ports,
                () -> now,
                ZoneOffset.UTC,
                opening,
                (delay, task) -> alarms.add(new Alarm(now.plus(delay), task)),
                later::add,
                new ToastsViewModel.Leads() {
                    @Override
                    public void thread(String key) {}

                    @Override
                    public void reveal(String key) {}

                    @Override
                    public void unread() {}
                });
    }

    private void begin() {
        announcements.apply(present(List.of(), true), () -> {});
    }

    private void arrive(String... ids) {
        List<Entry> entries = Arrays.stream(ids)
                .map(id -> job(id, "completed", id, "write_tests", Duration.between(now, NOW), false))
                .toList();
        known.addAll(entries);
        announcements.apply(
                present(entries.stream().<Change>map(Change.Arrived::new).toList(), false), () -> {});
    }

    private Present present(List<Change> changes, boolean first) {
        Texts texts = new Texts(Locale.ENGLISH);
        Moments moments = new Moments(texts, ZoneOffset.UTC);
        Boards boards = new Boards(new Wording(texts, moments), moments, preferences::now);
        InboxState state = inFocus.isEmpty() ? Samples.state(LIVE, known) : Samples.stateInFocus(LIVE, known, inFocus);
        Map<String, Backlog> late = changes.stream()
                .filter(change -> change instanceof Change.Arrived && backlog != Backlog.NONE)
                .collect(Collectors.toMap(
                        change -> ((Change.Arrived) change).entry().id(), _ -> backlog));
        Map<String, Telling> tellings =
                kept.stream().collect(Collectors.toMap(Telling::id, Function.identity(), (_, last) -> last));
        return new Present(
                boards.of(state.handled(handlings).told(tellings), Filter.ALL, now, Map.of()), changes, late, first);
    }

    private List<Toast> toasts() {
        return announcements.toasts().showing().toasts();
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
