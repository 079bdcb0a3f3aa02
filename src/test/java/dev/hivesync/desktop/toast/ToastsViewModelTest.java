package dev.hivesync.desktop.toast;

import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

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
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
    private final List<Fact> intents = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final ToastsViewModel model = new ToastsViewModel(
            () -> now, (delay, task) -> alarms.add(new Alarm(now.plus(delay), task)), intents::add, opened::add);
    private final Entry done = job("a", "completed", "job-1", "document_function", Duration.ZERO, false);

    @Test
    void it_goes_by_itself_and_not_while_the_pointer_is_on_it() {
        model.apply(List.of(new Change.Arrived(done)));
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
    void it_goes_on_only_when_no_reason_to_pause_is_left() {
        model.pause(Pause.WINDOW_INACTIVE, true);
        model.apply(List.of(new Change.Arrived(done)));
        model.pause(Pause.POINTER, true);
        model.pause(Pause.WINDOW_INACTIVE, false);
        pass(Duration.ofSeconds(60));
        assertThat(model.showing().toasts()).hasSize(1);
    }

    @Test
    void what_was_read_in_the_same_step_does_not_come_up() {
        model.apply(List.of(new Change.Arrived(done), new Change.BecameRead(List.of("a"))));
        assertThat(model.showing().toasts()).isEmpty();
    }

    @Test
    void its_actions_mark_read_and_open() {
        model.apply(List.of(new Change.Arrived(done)));
        model.markRead(model.showing().toasts().getFirst());
        assertThat(intents).containsExactly(new Fact.Read(Set.of("a")));
        assertThat(model.showing().toasts()).isEmpty();
        model.apply(List.of(new Change.Arrived(done)));
        model.open(model.showing().toasts().getFirst());
        assertThat(opened).containsExactly("job:job-1");
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
