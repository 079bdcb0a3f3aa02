package dev.hivesync.sync;

import static dev.hivesync.inbox.Rows.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real poller on simulated time: when it asks, over hours and days.
class PollingTimesTest {

    private static final Duration DAY = Duration.ofHours(24);

    /// When the server was asked, in seconds since the start.
    private final List<Double> polls = new ArrayList<>();

    private Supplier<Reply<Page>> server = PollingTimesTest::answer;
    private BooleanSupplier jobActive = () -> false;
    private Duration takes = Duration.ZERO;

    private static Reply<Page> answer() {
        return new Reply.Ok<>(page("c", false), "\"1\"", null);
    }

    private static Reply<Page> silence() {
        return new Reply.Unavailable<>("no network", null);
    }

    private static Reply<Page> busy(long seconds) {
        return new Reply.Unavailable<>("status 503", Duration.ofSeconds(seconds));
    }

    private void simulate(Simulation time) {
        StillPolls.run(
                time,
                () -> {
                    polls.add(time.elapsed().toMillis() / 1_000.0);
                    time.work(takes);
                    return server.get();
                },
                () -> jobActive.getAsBoolean(),
                new Random(3));
    }

    private List<Double> gaps() {
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < polls.size(); i++) {
            gaps.add(polls.get(i) - polls.get(i - 1));
        }
        return gaps;
    }

    private List<Double> between(double from, double to) {
        return polls.stream().filter(at -> at >= from && at < to).toList();
    }

    @Test
    void a_quiet_day_is_a_poll_every_45_seconds() {
        simulate(new Simulation(DAY));

        assertThat(polls.getFirst()).isZero();
        assertThat(gaps()).allMatch(gap -> gap >= 40.5 && gap <= 49.5);
        assertThat(polls).hasSizeBetween(1_900, 1_940);
    }

    @Test
    void the_delay_counts_from_the_end_of_a_poll() {
        takes = Duration.ofSeconds(25);
        simulate(new Simulation(DAY));

        assertThat(gaps()).allMatch(gap -> gap >= 65.5 && gap <= 74.5);
    }

    @Test
    void a_day_with_a_job_of_an_hour_is_fast_in_that_hour_alone() {
        Simulation time = new Simulation(DAY);
        jobActive = () -> time.elapsed().compareTo(Duration.ofHours(1)) < 0;
        simulate(time);

        assertThat(between(0, 3_600)).hasSizeBetween(350, 370);
        assertThat(between(3_650, 86_400)).hasSizeBetween(1_820, 1_860);
    }

    @Test
    void a_day_without_a_network_backs_off_and_stays_at_120_seconds() {
        server = PollingTimesTest::silence;
        simulate(new Simulation(DAY));

        List<Double> gaps = gaps();
        assertThat(gaps.get(0)).isBetween(13.5, 16.5);
        assertThat(gaps.get(1)).isBetween(27.0, 33.0);
        assertThat(gaps.get(2)).isBetween(54.0, 66.0);
        assertThat(gaps.subList(3, gaps.size())).allMatch(gap -> gap >= 108 && gap <= 132);
        assertThat(polls).hasSizeBetween(715, 730);
    }

    @ParameterizedTest
    @EnumSource(
            value = Nudge.class,
            names = {"ASKED", "OUTBOX", "LIVE"})
    void a_hundred_nudges_during_one_poll_are_one_more_poll(Nudge why) {
        Simulation time = new Simulation(Duration.ofMinutes(3));
        server = () -> {
            for (int i = 0; i < 100 && polls.size() == 2; i++) {
                time.nudge(why);
            }
            return answer();
        };
        simulate(time);

        assertThat(gaps().getFirst()).isGreaterThan(40);
        assertThat(gaps().get(1)).isEqualTo(2.0);
        assertThat(gaps().subList(2, gaps().size())).isNotEmpty().allMatch(gap -> gap > 40);
    }

    @Test
    void waking_is_answered_by_a_poll_that_had_just_begun() {
        Simulation time = new Simulation(Duration.ofMinutes(3));
        server = () -> {
            time.nudge(Nudge.NETWORK);
            return answer();
        };
        simulate(time);

        assertThat(gaps()).isNotEmpty().allMatch(gap -> gap > 40);
    }

    @Test
    void waking_is_not_answered_by_a_poll_from_before() {
        Simulation time = new Simulation(Duration.ofMinutes(3));
        takes = Duration.ofSeconds(3);
        server = () -> {
            if (polls.size() == 2) {
                time.nudge(Nudge.NETWORK);
            }
            return answer();
        };
        simulate(time);

        assertThat(gaps().get(1)).isEqualTo(5.0);
        assertThat(gaps().get(2)).isGreaterThan(40);
    }

    @Test
    void impatience_polls_every_two_seconds_at_most() {
        Simulation time = new Simulation(Duration.ofMinutes(1));
        for (int i = 0; i < 400; i++) {
            time.at(Duration.ofMillis(10_000 + 50L * i), () -> time.nudge(Nudge.ASKED));
        }
        simulate(time);

        assertThat(gaps()).allMatch(gap -> gap >= 2.0);
        assertThat(between(10, 31)).hasSizeBetween(10, 11);
    }

    @ParameterizedTest
    @EnumSource(Nudge.class)
    void no_nudge_undercuts_retry_after(Nudge why) {
        Simulation time = new Simulation(Duration.ofMinutes(30));
        server = () -> polls.size() == 1 ? busy(600) : answer();
        for (int i = 1; i < 590; i++) {
            time.at(Duration.ofSeconds(i), () -> time.nudge(why));
        }
        simulate(time);

        assertThat(polls.get(1)).isBetween(600.0, 660.0);
    }

    @Test
    void retry_after_is_followed_as_it_is_and_a_server_that_never_comes_back_is_not_hammered() {
        server = () -> busy(1);
        simulate(new Simulation(Duration.ofMinutes(10)));

        assertThat(gaps().subList(0, 4)).allMatch(gap -> gap >= 1 && gap <= 1.1);
        assertThat(gaps().subList(4, gaps().size())).allMatch(gap -> gap >= 15 && gap <= 16.5);
    }

    @Test
    void refresh_does_not_wait_for_the_backoff_nor_lengthen_it() {
        Simulation time = new Simulation(Duration.ofMinutes(2));
        server = PollingTimesTest::silence;
        for (int i = 1; i <= 4; i++) {
            time.at(Duration.ofSeconds(2L * i + 1), () -> time.nudge(Nudge.ASKED));
        }
        simulate(time);

        assertThat(between(1, 10)).hasSize(4);
        assertThat(gaps().get(4)).as("still the first step of the backoff").isBetween(13.5, 16.5);
    }

    @Test
    void a_click_while_offline_waits_for_the_backoff() {
        Simulation time = new Simulation(Duration.ofMinutes(10));
        server = PollingTimesTest::silence;
        for (int i = 1; i < 600; i++) {
            time.at(Duration.ofSeconds(i), () -> time.nudge(Nudge.OUTBOX));
        }
        simulate(time);

        assertThat(polls).hasSizeBetween(7, 9);
    }

    @Test
    void the_windows_focus_counts_after_45_seconds_without_a_poll() {
        Simulation time = new Simulation(Duration.ofMinutes(4));
        server = () -> new Reply.Ok<>(page("c", false), null, Duration.ofSeconds(100));
        time.at(Duration.ofSeconds(44), () -> time.nudge(Nudge.FOCUS));
        time.at(Duration.ofSeconds(46), () -> time.nudge(Nudge.FOCUS));
        time.at(Duration.ofSeconds(50), () -> time.nudge(Nudge.FOCUS));
        simulate(time);

        assertThat(polls.get(1)).isEqualTo(46.0);
        assertThat(gaps().get(1)).isBetween(100.0, 110.0);
    }

    @Test
    void news_of_a_job_brings_the_next_poll_forward() {
        Simulation time = new Simulation(Duration.ofMinutes(2));
        time.at(Duration.ofSeconds(4), () -> time.nudge(Nudge.JOB));
        time.at(Duration.ofSeconds(5), () -> time.nudge(Nudge.JOB));
        simulate(time);

        assertThat(polls.get(1)).isBetween(9.0, 11.0);
        assertThat(gaps().get(1)).isGreaterThan(40);
    }

    @Test
    void another_network_ends_the_backoff_and_begins_it_anew() {
        Simulation time = new Simulation(Duration.ofMinutes(11));
        server = PollingTimesTest::silence;
        time.at(Duration.ofMinutes(10), () -> time.nudge(Nudge.NETWORK));
        simulate(time);

        List<Double> after = between(599.9, 660);
        assertThat(after.getFirst()).isBetween(600.0, 602.0);
        assertThat(after.get(1) - after.get(0)).isBetween(13.5, 16.5);
    }

    @Test
    void the_wall_clock_moves_nothing() {
        Simulation time = new Simulation(Duration.ofHours(4));
        time.at(Duration.ofHours(1), () -> time.setWallClock(Duration.ofHours(-1)));
        time.at(Duration.ofHours(2), () -> time.setWallClock(Duration.ofHours(1)));
        time.at(Duration.ofHours(3), () -> time.setWallClock(Duration.ofDays(-4_000)));
        simulate(time);

        assertThat(gaps()).allMatch(gap -> gap >= 40.5 && gap <= 49.5);
        assertThat(polls).hasSizeBetween(315, 325);
    }

    @Test
    void hours_of_standing_still_are_caught_up_with_one_poll() {
        Simulation time = new Simulation(Duration.ofHours(9));
        time.at(Duration.ofSeconds(100), () -> {
            time.stopped(Duration.ofHours(8));
            time.nudge(Nudge.NETWORK);
        });
        simulate(time);

        double back = 100 + 8 * 3_600.0;
        assertThat(between(back, back + 40)).hasSize(1);
        assertThat(gaps().stream().filter(gap -> gap < 40)).isEmpty();
    }

    @Test
    void a_signed_out_poller_looks_every_15_seconds_and_at_once_after_sign_in() {
        Simulation time = new Simulation(Duration.ofMinutes(2));
        server = () -> time.elapsed().compareTo(Duration.ofSeconds(50)) < 0 ? new Reply.SignedOut<>() : answer();
        time.at(Duration.ofSeconds(50), () -> time.nudge(Nudge.ASKED));
        simulate(time);

        assertThat(between(0, 50)).containsExactly(0.0, 15.0, 30.0, 45.0);
        assertThat(polls.get(4)).isEqualTo(50.0);
        assertThat(gaps().get(4)).isGreaterThan(40);
    }
}
