package dev.hivesync.desktop.toast;

import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.alerts.News;
import dev.hivesync.alerts.Toast;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Verdict;
import dev.hivesync.desktop.toast.ToastsViewModel.Pause;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToastsViewModelTest {

    private record Alarm(Instant at, Runnable task) {}

    private Instant now = NOW;
    private Fate fate = Fate.SHOWN;
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
    private final List<Fact> intents = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final ToastsViewModel model = new ToastsViewModel(
            () -> now,
            (delay, task) -> alarms.add(new Alarm(now.plus(delay), task)),
            (_, _) -> fate,
            intents::add,
            new ToastsViewModel.Leads() {
                @Override
                public void thread(String key) {
                    opened.add(key);
                }

                @Override
                public void reveal(String key) {
                    opened.add("reveal " + key);
                }

                @Override
                public void unread() {
                    opened.add("unread");
                }
            });
    private final Entry done = job("a", "completed", "job-1", "document_function", Duration.ZERO, false);

    @Test
    void it_goes_by_itself_and_not_while_the_pointer_is_on_it() {
        model.apply(live(new Change.Arrived(done)));
        pass(Duration.ofSeconds(3));
        model.pause(Pause.POINTER, true);
        pass(Duration.ofSeconds(60));
        assertThat(model.showing().toasts()).hasSize(1);
        model.pause(Pause.POINTER, false);
        pass(Duration.ofMillis(1_999));
        assertThat(model.showing().toasts()).hasSize(1);
        pass(Duration.ofMillis(1));
        assertThat(model.showing().toasts()).isEmpty();
    }

    @Test
    void what_is_put_off_takes_its_toast_along_and_has_one_when_it_comes_back() {
        Entry other = job("b", "completed", "job-2", "write_tests", Duration.ZERO, false);
        model.apply(live(new Change.Arrived(done), new Change.Arrived(other)));
        model.apply(live(new Change.PutOff(List.of(done.thread()))));
        assertThat(model.showing().toasts()).extracting(Toast::thread).containsExactly(other.thread());

        News back = new News(
                List.of(new Change.CameBack(List.of(done.thread(), "job:gone"))),
                java.util.Map.of(),
                java.util.Map.of(done.thread(), done),
                true);
        model.apply(back);
        assertThat(model.showing().toasts()).extracting(Toast::thread).containsExactly(other.thread(), done.thread());

        fate = Fate.DO_NOT_DISTURB;
        model.dismiss(model.showing().toasts().getLast());
        model.apply(back);
        model.apply(live(new Change.PutOff(List.of(done.thread()))));
        model.quiet(false);
        assertThat(model.showing().toasts())
                .as("put off again, it is in no digest")
                .extracting(Toast::thread)
                .containsExactly(other.thread());
    }

    @Test
    void it_goes_on_only_when_no_reason_to_pause_is_left() {
        model.pause(Pause.WINDOW_INACTIVE, true);
        model.apply(live(new Change.Arrived(done)));
        model.pause(Pause.POINTER, true);
        model.pause(Pause.WINDOW_INACTIVE, false);
        pass(Duration.ofSeconds(60));
        assertThat(model.showing().toasts()).hasSize(1);
    }

    @Test
    void what_was_read_in_the_same_step_does_not_come_up() {
        model.apply(live(new Change.Arrived(done), new Change.BecameRead(List.of("a"))));
        assertThat(model.showing().toasts()).isEmpty();
    }

    @Test
    void its_actions_mark_read_and_open() {
        model.apply(live(new Change.Arrived(done)));
        model.markRead(model.showing().toasts().getFirst());
        assertThat(intents).containsExactly(new Fact.Read(Set.of("a")));
        assertThat(model.showing().toasts()).isEmpty();
        model.apply(live(new Change.Arrived(done)));
        model.open(model.showing().toasts().getFirst());
        assertThat(opened).containsExactly("job:job-1");
    }

    @Test
    void what_was_held_back_is_one_digest_afterwards_without_what_was_read_meanwhile() {
        model.quiet(true);
        fate = Fate.DO_NOT_DISTURB;
        model.apply(live(arrived("a"), arrived("b"), arrived("c")));
        model.apply(live(new Change.BecameRead(List.of("b"))));
        assertThat(model.showing().toasts()).isEmpty();
        pass(Duration.ofMinutes(30));
        model.quiet(false);
        assertThat(model.showing().toasts()).singleElement().satisfies(toast -> {
            assertThat(toast.key()).isEqualTo(Toast.DIGEST);
            assertThat(toast.ids()).containsExactlyInAnyOrder("a", "c");
        });
        model.open(model.showing().toasts().getFirst());
        assertThat(opened).containsExactly("unread");
        model.quiet(false);
        assertThat(model.showing().toasts()).isEmpty();
    }

    @Test
    void one_that_was_held_back_alone_is_its_own_toast() {
        fate = Fate.QUIET_HOURS;
        model.apply(live(arrived("a")));
        model.quiet(false);
        assertThat(model.showing().toasts()).extracting(Toast::key).containsExactly("job:a");
    }

    @Test
    void after_an_outage_there_is_one_summary_at_most_once_all_has_been_read() {
        fate = Fate.CAUGHT_UP;
        for (int page = 0; page < 5; page++) {
            model.apply(new News(
                    List.of(arrived("a" + page), arrived("b" + page)), java.util.Map.of(), java.util.Map.of(), false));
            pass(Duration.ofSeconds(11));
        }
        assertThat(model.showing().toasts()).isEmpty();
        model.apply(live(new Change.BecameRead(List.of("a0"))));
        assertThat(model.showing().toasts())
                .singleElement()
                .satisfies(toast -> assertThat(toast.ids()).hasSize(9));
        pass(Duration.ofSeconds(11));
        model.apply(live());
        assertThat(model.showing().toasts()).isEmpty();
    }

    @Test
    void it_is_remembered_what_was_decided_about_each_arrival() {
        model.apply(live(arrived("a")));
        model.apply(live(arrived("b"), arrived("c"), arrived("d")));
        fate = Fate.IN_VIEW;
        model.apply(live(arrived("e")));
        assertThat(model.verdict("a")).contains(new Verdict(Fate.SHOWN, NOW));
        assertThat(model.verdict("d")).contains(new Verdict(Fate.SUMMARISED, NOW));
        assertThat(model.verdict("e")).contains(new Verdict(Fate.IN_VIEW, NOW));
        assertThat(model.verdict("nobody")).isEmpty();
        assertThat(model.showing().toasts())
                .singleElement()
                .extracting(Toast::ids)
                .isEqualTo(Set.of("a", "b", "c", "d"));
    }

    @Test
    void the_trail_keeps_the_latest_2000_and_no_more() {
        fate = Fate.LOW_PRIORITY;
        for (int i = 0; i <= 2_000; i++) {
            model.apply(live(arrived("n" + i)));
        }
        assertThat(model.verdict("n0")).isEmpty();
        assertThat(model.verdict("n1")).isPresent();
        assertThat(model.verdict("n2000")).isPresent();
    }

    private static Change arrived(String id) {
        return new Change.Arrived(job(id, "completed", id, "document_function", Duration.ZERO, false));
    }

    private static News live(Change... changes) {
        return News.live(List.of(changes));
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
