package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What counts as waking and as another network, on simulated time.
class SurroundingsTest {

    private static final InetAddress LAN = address(192, 168, 1, 7);
    private static final InetAddress WIFI = address(10, 0, 0, 9);

    private final Simulation time = new Simulation(Duration.ofHours(2));
    private final Set<InetAddress> addresses = new HashSet<>(Set.of(LAN));
    private final List<Duration> told = new ArrayList<>();
    private boolean offline;
    private int looks;
    private Duration lookTakes = Duration.ZERO;

    private static InetAddress address(int... bytes) {
        try {
            byte[] raw = {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]};
            return InetAddress.getByAddress(raw);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private Set<InetAddress> look() {
        looks++;
        time.work(lookTakes);
        return Set.copyOf(addresses);
    }

    private void simulate() {
        Surroundings surroundings =
                new Surroundings(this::look, () -> offline, () -> told.add(time.elapsed()), time, time);
        surroundings.start();
        surroundings.join();
    }

    private void at(long seconds, Runnable what) {
        time.at(Duration.ofSeconds(seconds), what);
    }

    @Test
    void nothing_happens_while_nothing_happens() {
        simulate();

        assertThat(told).isEmpty();
        assertThat(looks).isBetween(1_430, 1_445);
    }

    @Test
    void sleep_in_which_the_monotonic_clock_stands_still_is_noticed_once() {
        at(1_002, () -> time.setWallClock(Duration.ofHours(8)));
        simulate();

        assertThat(told).containsExactly(Duration.ofSeconds(1_005));
    }

    @Test
    void a_stop_in_which_both_clocks_go_on_is_noticed_once() {
        at(1_002, () -> time.stopped(Duration.ofMinutes(20)));
        simulate();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).isBetween(Duration.ofSeconds(2_202), Duration.ofSeconds(2_208));
    }

    @Test
    void a_clock_set_back_is_no_sleep_and_one_set_forward_looks_like_one() {
        at(1_002, () -> time.setWallClock(Duration.ofHours(-1)));
        at(2_002, () -> time.setWallClock(Duration.ofHours(1)));
        at(3_002, () -> time.setWallClock(Duration.ofSeconds(5)));
        simulate();

        assertThat(told).containsExactly(Duration.ofSeconds(2_005));
    }

    @Test
    void the_end_of_summer_time_does_not_show_in_instants() {
        // The simulation begins 13 hours before Europe's clocks go back.
        Simulation weekend = new Simulation(Duration.ofHours(24));
        List<Duration> wakes = new ArrayList<>();
        Surroundings surroundings =
                new Surroundings(Set::of, () -> false, () -> wakes.add(weekend.elapsed()), weekend, weekend);
        surroundings.start();
        surroundings.join();

        assertThat(wakes).isEmpty();
    }

    @Test
    void a_busy_machine_is_not_taken_for_a_sleeping_one() {
        for (int i = 1; i < 100; i++) {
            at(60L * i, () -> time.stopped(Duration.ofSeconds(9)));
        }
        simulate();

        assertThat(told).isEmpty();
    }

    @Test
    void the_loss_of_an_address_counts_and_one_more_does_not() {
        at(1_000, () -> addresses.add(WIFI));
        at(2_000, () -> addresses.remove(LAN));
        simulate();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).isBetween(Duration.ofSeconds(2_000), Duration.ofSeconds(2_005));
    }

    @Test
    void a_network_that_returns_while_offline_is_noticed_within_a_slice() {
        at(1_000, () -> {
            addresses.clear();
            offline = true;
        });
        at(2_001, () -> addresses.add(WIFI));
        simulate();

        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isBetween(Duration.ofSeconds(2_001), Duration.ofSeconds(2_006));
    }

    @Test
    void a_system_on_which_looking_is_dear_is_looked_at_less_often() {
        lookTakes = Duration.ofMillis(20);
        simulate();

        assertThat(looks).isBetween(280, 365);
    }

    @Test
    void this_computers_own_addresses_hold_no_loopback() {
        assertThat(Networks.addresses()).noneMatch(InetAddress::isLoopbackAddress);
    }
}
