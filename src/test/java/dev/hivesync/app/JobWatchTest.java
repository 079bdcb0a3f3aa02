package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.sync.Simulation;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// How long a job keeps polling fast, whatever the wall clock does.
@NullMarked
class JobWatchTest {

    private static final Duration NEWS = Duration.ofMinutes(30);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Simulation time = new Simulation(Duration.ofDays(2));
    private final JobWatch watch = new JobWatch(time, time::now);
    private final Map<String, Entry> entries = new HashMap<>();

    private void heard(String job, String type) {
        heard(job, type, time.instant());
    }

    private void heard(String job, String type, Instant arrivedAt) {
        String id = job + " " + type;
        Notification row = new Notification(
                id, "u", "p", type, new Payload.AiJob(job, "p", "a", null), arrivedAt, null, entries.size() + 1L);
        entries.put(id, new Entry(row, arrivedAt, null));
    }

    private boolean active() {
        InboxState none = InboxState.EMPTY;
        return watch.active(new InboxState(
                "",
                "",
                Map.copyOf(entries),
                0,
                none.progress(),
                List.of(),
                Link.OFFLINE,
                List.of(),
                List.of(),
                none.nextSeq()));
    }

    @Test
    void a_job_is_active_from_its_first_news_until_it_is_done() {
        assertThat(active()).isFalse();
        heard("j", "ai_job_queued");
        assertThat(active()).isTrue();
        heard("j", "ai_job_failed");
        assertThat(active()).isFalse();
    }

    @Test
    void thirty_minutes_without_news_end_it_and_news_prolong_it() {
        heard("j", "ai_job_queued");
        assertThat(active()).isTrue();
        time.work(NEWS.minus(MOMENT));
        assertThat(active()).isTrue();
        heard("j", "ai_job_started");
        assertThat(active()).isTrue();
        time.work(NEWS.minus(MOMENT));
        assertThat(active()).isTrue();
        time.work(MOMENT);
        assertThat(active()).isFalse();
        time.work(NEWS);
        assertThat(active()).isFalse();
    }

    @Test
    void a_clock_set_back_keeps_no_job_alive() {
        heard("j", "ai_job_queued");
        assertThat(active()).isTrue();
        time.setWallClock(Duration.ofHours(-1));
        time.work(NEWS);
        assertThat(active()).isFalse();
    }

    @Test
    void a_clock_set_forward_ends_no_job() {
        heard("j", "ai_job_queued");
        assertThat(active()).isTrue();
        time.setWallClock(Duration.ofHours(1));
        assertThat(active()).isTrue();
    }

    @Test
    void after_a_start_the_age_of_what_the_inbox_holds_counts() {
        heard("old", "ai_job_started", time.instant().minus(NEWS));
        assertThat(active()).isFalse();
        heard("newer", "ai_job_started", time.instant().minus(Duration.ofMinutes(20)));
        assertThat(active()).isTrue();
        time.work(Duration.ofMinutes(10));
        assertThat(active()).isFalse();
    }

    @Test
    void a_plugins_job_lasts_thirty_minutes_or_until_it_is_done() {
        watch.started("j");
        watch.started("k");
        time.work(NEWS.minus(MOMENT));
        heard("j", "ai_job_completed");
        assertThat(active()).isTrue();
        time.work(MOMENT);
        assertThat(active()).isFalse();
    }
}
