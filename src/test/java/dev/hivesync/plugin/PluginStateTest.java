package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.plugin.PluginState.Effect;
import dev.hivesync.plugin.PluginState.Move;
import dev.hivesync.plugin.Surfaces.Badge;
import dev.hivesync.plugin.Surfaces.Stage;
import dev.hivesync.plugin.Surfaces.Status;
import dev.hivesync.wire.BridgeFrame.Kind;
import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.BridgeFrame.Read;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload.AiJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginStateTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final AiJob JOB = new AiJob("job-1", "proj-1", "document_function", null);
    private static final Push PUSH = new Push(Kind.AI_JOB_COMPLETE, "n-1", JOB);

    @Test
    void an_event_shows_once_when_the_bridge_is_first() {
        Move pushed = PluginState.START.pushed(1, PUSH, 0);
        assertThat(pushed.effects())
                .hasAtLeastOneElementOfType(Effect.News.class)
                .hasAtLeastOneElementOfType(Effect.Toast.class)
                .contains(new Effect.Panel("n-1", JOB))
                .contains(new Effect.Progress(new Surfaces.Progress("job-1", Stage.DONE)));
        assertThat(pushed.next()
                        .polled(page(0, row("n-1", "ai_job_completed", START, null)), START, 0, 0)
                        .effects())
                .isEmpty();
    }

    @Test
    void an_event_shows_once_when_the_poll_is_first() {
        Move polled = PluginState.START.polled(page(0, row("n-1", "ai_job_completed", START, null)), START, 0, 0);
        assertThat(polled.effects()).hasAtLeastOneElementOfType(Effect.Toast.class);
        assertThat(polled.next().pushed(1, PUSH, 0).effects()).isEmpty();
    }

    @Test
    void what_was_there_before_the_plugin_is_no_news() {
        Move first = PluginState.START.polled(
                page(0, row("old", "preview_ready", START.minusSeconds(60), null)), START, 0, 0);
        assertThat(first.effects()).isEmpty();
        Move unreadAgain = first.next()
                .polled(
                        page(0, row("older", "preview_ready", START.minusSeconds(90), null)),
                        START.plusSeconds(45),
                        0,
                        0);
        assertThat(unreadAgain.effects()).isEmpty();
    }

    @Test
    void what_is_read_elsewhere_is_withdrawn() {
        assertThat(PluginState.START.pushed(1, new Read(List.of("n-1")), 0).effects())
                .contains(new Effect.Withdraw(Set.of("n-1")));
        assertThat(PluginState.START
                        .polled(page(0, row("n-2", "preview_ready", START, START)), START, 0, 0)
                        .effects())
                .containsExactly(new Effect.Withdraw(Set.of("n-2")));
    }

    @Test
    void low_priority_is_progress_without_a_toast_and_spins_the_badge() {
        Move started = PluginState.START.polled(page(1, row("n-0", "ai_job_started", START, null)), START, 0, 0);
        assertThat(started.effects()).noneMatch(Effect.Toast.class::isInstance);
        assertThat(started.next().badge(0).busy()).isTrue();
        assertThat(started.next().pushed(1, PUSH, 0).next().badge(0).busy()).isFalse();
    }

    @Test
    void a_job_that_is_done_does_not_start_again_when_a_late_poll_tells_of_its_start() {
        PluginState done = PluginState.START.pushed(1, PUSH, 10).next();
        Move late = done.polled(page(0, row("n-0", "ai_job_started", START, null)), START, 5, 20);
        assertThat(late.effects()).noneMatch(Effect.Progress.class::isInstance);
        assertThat(late.next().badge(20).busy()).isFalse();
    }

    @Test
    void a_job_started_while_a_poll_is_under_way_keeps_the_spinner() {
        PluginState started = PluginState.START.started("job-1", 10).next();
        assertThat(started.polled(page(0), START, 5, 20).next().badge(20).busy())
                .isTrue();
        assertThat(started.polled(page(0), START, 15, 20).next().badge(20).busy())
                .isFalse();
    }

    @Test
    void a_job_that_ran_before_the_plugin_spins_the_badge_until_it_is_complete() {
        PluginState busy = PluginState.START
                .polled(page(1, row("n-0", "ai_job_started", START.minusSeconds(60), null)), START, 0, 0)
                .next();
        assertThat(busy.badge(0).busy()).isTrue();
        assertThat(busy.pushed(1, PUSH, 0).next().badge(0).busy()).isFalse();
    }

    @Test
    void a_job_that_nothing_is_heard_of_for_half_an_hour_spins_no_more() {
        PluginState started = PluginState.START.started("job-1", 0).next();
        long halfAnHour = Duration.ofMinutes(30).toNanos();
        assertThat(started.badge(halfAnHour - 1).busy()).isTrue();
        assertThat(started.badge(halfAnHour).busy()).isFalse();
    }

    @Test
    void weeks_of_events_are_not_kept() {
        PluginState state = PluginState.START;
        for (int i = 0; i < 10_000; i++) {
            AiJob job = new AiJob("job-" + i, "proj-1", "document_function", null);
            state = state.started("job-" + i, i)
                    .next()
                    .pushed(i, new Push(Kind.AI_JOB_COMPLETE, "n-" + i, job), i)
                    .next();
        }
        assertThat(state.seen()).hasSizeLessThanOrEqualTo(2_000).contains("n-9999");
        assertThat(state.jobs().known()).hasSizeLessThanOrEqualTo(500).containsKey("job-9999");
    }

    @Test
    void the_badge_tells_how_the_plugin_stands() {
        assertThat(PluginState.START.badge(0)).isEqualTo(new Badge(0, false, Status.DESKTOP_NOT_RUNNING));
        assertThat(PluginState.START.polled(true).badge(0).text()).isEqualTo("Offline");
        PluginState up = PluginState.START.connected(3, Connection.LIVE);
        assertThat(up.badge(0).text()).isEqualTo("HiveSync 3");
        assertThat(up.connected(3, Connection.OFFLINE).badge(0).text()).isEqualTo("Offline");
        assertThat(up.lost(Reach.DESKTOP_NOT_RUNNING).badge(0).text()).isEqualTo("Desktop not running");
    }

    private static Page page(int activeJobs, Notification... rows) {
        return new Page(List.of(rows), new Cursor("c"), false, rows.length, activeJobs, START);
    }

    private static Notification row(String id, String type, Instant createdAt, @Nullable Instant readAt) {
        return new Notification(id, "u-1", "proj-1", type, JOB, createdAt, readAt, 1);
    }
}
