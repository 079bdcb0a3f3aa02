package dev.hivesync.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Decision;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Rows;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.inbox.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was put off comes back by the clock, over a real inbox.
class WakingTest {

    private static final String A = "job:job-a";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    private final AtomicReference<Instant> now = new AtomicReference<>(Rows.NOW);
    private final InstantSource clock = now::get;
    private final List<Change> told = new CopyOnWriteArrayList<>();

    private Inbox open() throws Exception {
        Inbox inbox = Inbox.open(home.resolve("inbox.db"), clock);
        inbox.observe(step -> told.addAll(step.changes()));
        return inbox;
    }

    private static void putOff(Inbox inbox, Until until) {
        inbox.submit(new Fact.Fetched(inbox.state().place(), Rows.page("c1", false, Rows.unread("a", 1)), null))
                .join();
        inbox.submit(new Fact.Decided(Set.of(A), new Decision.PutOff(until))).join();
    }

    private long returns() {
        return told.stream().filter(Change.CameBack.class::isInstance).count();
    }

    @Test
    void it_comes_back_when_its_time_has_come_and_not_before() throws Exception {
        try (Inbox inbox = open();
                Waking waking = new Waking(inbox::accept, clock, BERLIN)) {
            inbox.observe(waking::accept);
            putOff(inbox, new Until.Moment(Rows.NOW.plusSeconds(3600)));
            now.set(Rows.NOW.plusSeconds(3599));
            waking.wake();
            assertThat(inbox.submit(new Fact.RebuildSeen()).join().handling(A).asleep())
                    .isTrue();

            now.set(Rows.NOW.plusSeconds(3600));
            waking.wake();
            waking.wake();

            assertThat(inbox.submit(new Fact.RebuildSeen()).join().handling(A).woken())
                    .isEqualTo(now.get());
            assertThat(returns()).isEqualTo(1);
        }
    }

    @Test
    void what_ended_while_the_program_was_closed_comes_back_at_its_start_and_once() throws Exception {
        try (Inbox inbox = open()) {
            putOff(inbox, new Until.WallClock(LocalDateTime.parse("2026-11-24T09:00")));
        }
        now.set(Instant.parse("2026-11-24T08:00:01Z"));
        for (int start = 0; start < 3; start++) {
            try (Inbox inbox = open();
                    Waking waking = new Waking(inbox::accept, clock, BERLIN)) {
                inbox.observe(waking::accept);
                await().atMost(PATIENCE).until(() -> inbox.state().handling(A).woken() != null);
            }
        }
        assertThat(returns()).isEqualTo(1);
    }

    @Test
    void an_alarm_rings_by_itself() throws Exception {
        InstantSource real = InstantSource.system();
        try (Inbox inbox = Inbox.open(home.resolve("inbox.db"), real);
                Waking waking = new Waking(inbox::accept, real, BERLIN)) {
            inbox.observe(waking::accept);
            putOff(inbox, new Until.Moment(real.instant().plusMillis(200)));
            await().atMost(PATIENCE).until(() -> inbox.state().handling(A).woken() != null);
        }
    }
}
