package dev.hivesync.desktop.work;

import static dev.hivesync.desktop.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Order;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkViewModelTest {

    private final Moments moments = new Moments(new Texts(Locale.ENGLISH), ZoneOffset.UTC);
    private final Boards boards =
            new Boards(new Wording(new Texts(Locale.ENGLISH), moments), moments, () -> Settings.DEFAULT);
    private final FakeJobs jobs = new FakeJobs();
    private Instant now = NOW;
    private final WorkViewModel model = new WorkViewModel(jobs, Runnable::run, () -> now);
    private final Entry failed = Samples.job("f", "failed", "job-1", "write_tests", Samples.minutes(5), false);
    private final ThreadRow thread = new ThreadRow("job:job-1", List.of(failed));

    @Test
    void the_same_work_is_asked_for_once_however_often_it_is_pressed() {
        show(Samples.LIVE, failed);
        model.again(thread);
        model.again(thread);
        assertThat(jobs.orders).containsExactly(new Order.Job("proj-1", "write_tests"));
        assertThat(model.progress(thread)).contains(new Progress.Asking());
        assertThat(model.obstacle(thread)).contains("work.asking");
        jobs.take(new Answer.Done<>("job-2"));
        model.again(thread);
        assertThat(jobs.orders).hasSize(1);
        assertThat(model.progress(thread)).contains(new Progress.Queued("job-2", NOW));
    }

    @Test
    void another_row_of_the_same_work_is_the_same_order() {
        Entry older = Samples.job("e", "failed", "job-0", "write_tests", Samples.minutes(9), false);
        show(Samples.LIVE, failed, older);
        model.again(thread);
        model.again(new ThreadRow("job:job-0", List.of(older)));
        assertThat(jobs.orders).hasSize(1);
    }

    @Test
    void what_was_queued_is_settled_by_its_first_news() {
        queued();
        show(Samples.LIVE, failed);
        assertThat(model.progress(thread)).isPresent();
        show(Samples.LIVE, failed, Samples.job("q", "queued", "job-2", "write_tests", Duration.ZERO, false));
        assertThat(model.progressProperty().get()).isEmpty();
        assertThat(model.obstacle(thread)).contains("work.obstacle.running");
    }

    @Test
    void what_nobody_hears_of_can_be_asked_for_again_after_two_minutes() {
        queued();
        now = NOW.plusSeconds(121);
        show(Samples.LIVE, failed);
        assertThat(model.obstacle(thread)).isEmpty();
    }

    @Test
    void a_failure_is_said_and_can_be_tried_again() {
        show(Samples.LIVE, failed);
        model.again(thread);
        jobs.take(new Answer.Failed<>(Failure.TOO_MANY));
        assertThat(model.progress(thread)).contains(new Progress.Failed(Failure.TOO_MANY, NOW));
        assertThat(model.obstacle(thread)).isEmpty();
        model.again(thread);
        assertThat(jobs.orders).hasSize(2);
    }

    @Test
    void work_that_was_queued_although_no_answer_came_is_not_queued_twice() {
        show(Samples.LIVE, failed);
        model.again(thread);
        jobs.take(new Answer.Failed<>(Failure.UNREACHABLE));
        show(Samples.LIVE, failed, Samples.job("q", "queued", "job-2", "write_tests", Duration.ZERO, false));
        model.again(thread);
        assertThat(jobs.orders).hasSize(1);
        assertThat(model.progressProperty().get()).isEmpty();
    }

    @Test
    void a_failure_to_ask_is_forgotten_once_the_work_was_heard_of_in_whatever_state() {
        show(Samples.LIVE, failed);
        model.again(thread);
        jobs.take(new Answer.Failed<>(Failure.UNREACHABLE));
        show(Samples.LIVE, failed);
        assertThat(model.progress(thread)).isPresent();
        show(Samples.LIVE, failed, Samples.job("q", "failed", "job-2", "write_tests", Duration.ZERO, false));
        assertThat(model.progressProperty().get()).isEmpty();
    }

    @Test
    void offline_and_signed_out_are_obstacles_with_a_reason() {
        show(new Link(Connection.OFFLINE, null, 15), failed);
        assertThat(model.obstacle(thread)).contains("work.obstacle.offline");
        show(new Link(Connection.SIGNED_OUT, null, 0), failed);
        assertThat(model.obstacle(thread)).contains("work.obstacle.signed_out");
        model.again(thread);
        assertThat(jobs.orders).isEmpty();
    }

    @Test
    void a_sync_is_asked_for_by_its_project() {
        Entry sync = Samples.sync("s", "failed", "sync-1", "proj-2", "abc", Samples.minutes(1), false);
        show(Samples.LIVE, sync);
        model.again(new ThreadRow("sync:sync-1", List.of(sync)));
        assertThat(jobs.orders).containsExactly(new Order.Sync("proj-2"));
    }

    private void queued() {
        show(Samples.LIVE, failed);
        model.again(thread);
        jobs.take(new Answer.Done<>("job-2"));
    }

    private void show(Link link, Entry... entries) {
        model.apply(boards.of(Samples.state(link, Arrays.asList(entries)), Filter.ALL, now, Map.of()));
    }
}
