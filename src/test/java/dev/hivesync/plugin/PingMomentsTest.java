package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The moments at which all plugins of a machine ping.
class PingMomentsTest {

    private static final Duration APART = PluginConfig.Timing.CONTRACT.ping();

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T08:00:00Z,     15000",
        "2026-11-30T08:00:00.004Z, 14996",
        "2026-11-30T08:00:01Z,     14000",
        "2026-11-30T08:00:07.500Z, 7500",
        "2026-11-30T08:00:14.900Z, 100",
        "2026-11-30T08:00:15Z,     15000",
        // early by a timer's or a slewed clock's milliseconds: that moment has had its ping
        "2026-11-30T08:00:14.901Z, 15000",
        "2026-11-30T08:00:14.999Z, 15000",
        // a clock that nobody has set yet, and one set to before the epoch
        "1970-01-01T00:00:00Z,     15000",
        "1969-12-31T23:59:59Z,     1000",
        "1901-02-03T04:05:06.789Z, 8211"
    })
    void the_next_ping_is_at_the_next_multiple_of_15_seconds(Instant now, long millis) {
        assertThat(PingMoments.untilNext(now, APART)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void plugins_that_connected_at_any_time_ping_at_the_same_moments() {
        Instant moment = Instant.parse("2026-11-30T08:00:30Z");
        new Random(1).longs(1_000, 100, APART.toMillis()).forEach(before -> {
            Instant connected = moment.minusMillis(before);
            assertThat(connected.plus(PingMoments.untilNext(connected, APART))).isEqualTo(moment);
        });
    }

    /// The bridge closes who is silent for 20 s of its monotonic clock.
    @Test
    void however_the_wall_clock_jumps_no_two_pings_are_more_than_15_seconds_apart() {
        Random random = new Random(2);
        AtomicLong monotonic = new AtomicLong();
        Instant[] wall = {Instant.parse("2026-11-30T08:00:00Z")};
        BridgeTimes times = new BridgeTimes(PluginConfig.Timing.CONTRACT, monotonic::get, () -> wall[0]);
        times.connects(0);
        times.ready();
        long last = 0;
        for (int i = 0; i < 10_000; i++) {
            long jump = random.nextInt(4) == 0 ? random.nextLong(-200_000_000, 200_000_000) : random.nextInt(-20, 20);
            long due = pingDue(times);
            assertThat(due - last).isBetween(Duration.ofMillis(100).toNanos(), APART.toNanos());
            wall[0] = wall[0].plusNanos(due - last).plusMillis(jump);
            monotonic.set(due);
            assertThat(times.pings(due)).isTrue();
            last = due;
        }
    }

    @Test
    void where_the_clock_is_slewed_all_the_time_a_ping_is_never_followed_by_another_at_once() {
        Instant wall = Instant.parse("2026-11-30T08:00:00Z");
        for (int i = 0; i < 1_000; i++) {
            Duration wait = PingMoments.untilNext(wall, APART);
            assertThat(wait).isBetween(Duration.ofMillis(100), APART);
            // 500 ppm slow, the most that NTP slews by
            wall = wall.plus(wait).minus(wait.dividedBy(2_000));
        }
    }

    private static long pingDue(BridgeTimes times) {
        times.answered();
        return times.dueAt();
    }
}
