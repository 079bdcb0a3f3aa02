package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The contract's times of a plugin, on a clock that is set by hand.
class BridgeTimesTest {

    private final AtomicLong now = new AtomicLong();
    private final BridgeTimes times =
            new BridgeTimes(PluginConfig.Timing.CONTRACT, now::get, () -> Instant.EPOCH.plusNanos(now.get()));

    @Test
    void it_polls_every_45_seconds_and_10_to_15_while_a_job_runs_and_backs_off_to_120() {
        PluginConfig.Timing contract = PluginConfig.Timing.CONTRACT;
        assertThat(contract.poll()).hasSeconds(45);
        assertThat(contract.fastPoll()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
        assertThat(contract.lastBackoff()).hasSeconds(120);
    }

    @Test
    void it_comes_back_every_2_seconds_five_times_and_then_every_5() {
        assertThat(times.connects(now.get())).isTrue();
        assertThat(waits(8)).containsExactly(2L, 2L, 2L, 2L, 2L, 5L, 5L, 5L);
        times.ready();
        assertThat(waits(2)).as("after a connection that stood").containsExactly(2L, 2L);
    }

    @Test
    void it_pings_every_15_seconds_and_waits_5_for_the_answer() {
        times.connects(0);
        times.ready();
        assertThat(seconds(times.dueAt())).isEqualTo(15);
        go(15);
        assertThat(times.pings(now.get())).isTrue();
        assertThat(times.pings(now.get())).as("once").isFalse();
        assertThat(seconds(times.dueAt())).isEqualTo(5);
        times.answered();
        assertThat(times.overdue(now.get() + Duration.ofSeconds(14).toNanos())).isFalse();
        go(15);
        assertThat(times.pings(now.get())).isTrue();
        go(5);
        assertThat(times.overdue(now.get())).isTrue();
    }

    @Test
    void its_first_ping_is_at_the_moment_of_all_others() {
        go(4);
        times.connects(now.get());
        times.ready();
        assertThat(seconds(times.dueAt())).isEqualTo(11);
        go(11);
        assertThat(times.pings(now.get())).isTrue();
        times.answered();
        assertThat(seconds(times.dueAt())).isEqualTo(15);
    }

    @Test
    void where_the_user_disconnects_it_it_stays_away_for_half_an_hour() {
        times.connects(0);
        times.ready();
        times.lost(Reach.DISCONNECTED);
        go(29 * 60);
        assertThat(times.away(now.get())).isTrue();
        go(60);
        assertThat(times.away(now.get())).isFalse();
    }

    /// Seconds until each of so many attempts, all of which fail.
    private List<Long> waits(int attempts) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            times.lost(Reach.DESKTOP_NOT_RUNNING);
            long wait = seconds(times.dueAt());
            waits.add(wait);
            assertThat(times.connects(now.get())).as("too early").isFalse();
            go(wait);
            assertThat(times.connects(now.get())).isTrue();
        }
        return waits;
    }

    private long seconds(long at) {
        return Duration.ofNanos(at - now.get()).toSeconds();
    }

    private void go(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
