package dev.hivesync.attention;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.desktop.Samples;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoClearingTest {

    private static final Entry QUEUED = job("q", "queued", "job-1", "a", minutes(3), false);
    private static final Entry STARTED = job("s", "started", "job-1", "a", minutes(2), false);
    private static final Entry DONE = job("d", "completed", "job-1", "a", minutes(1), false);

    private final List<Fact> intents = new CopyOnWriteArrayList<>();
    private final AutoClearing clearing = new AutoClearing(intents::add, EnumSet.allOf(ClearRule.class));

    @AfterEach
    void close() {
        clearing.close();
    }

    @Test
    void each_is_asked_for_once_whatever_comes_after() {
        clearing.accept(arrival(List.of(QUEUED, DONE), DONE));
        await().until(() -> intents.equals(List.of(new Fact.Read(Set.of("q")))));
        clearing.accept(arrival(List.of(QUEUED, STARTED, DONE), STARTED));
        await().until(() -> intents.equals(List.of(new Fact.Read(Set.of("q")), new Fact.Read(Set.of("s")))));
        clearing.accept(arrival(List.of(QUEUED, STARTED, DONE), DONE));
        clearing.close();
        assertThat(intents).hasSize(2);
    }

    @Test
    void what_the_user_marked_unread_stays_unread() {
        clearing.accept(new Step(state(LIVE, List.of(QUEUED)), List.of(new Change.BecameUnread(List.of("q")))));
        clearing.accept(arrival(List.of(QUEUED, STARTED, DONE), STARTED, DONE));
        clearing.close();
        assertThat(intents).containsExactly(new Fact.Read(Set.of("s")));
    }

    @Test
    void the_present_is_left_as_it_was_found() {
        clearing.accept(Samples.present(state(LIVE, List.of(QUEUED, DONE))));
        clearing.close();
        assertThat(intents).isEmpty();
    }

    @Test
    void a_switch_that_is_turned_on_clears_what_it_finds() {
        clearing.rules(Set.of());
        clearing.accept(arrival(List.of(QUEUED, DONE), DONE));
        clearing.rules(EnumSet.of(ClearRule.PREVIEW_OVER));
        clearing.rules(EnumSet.of(ClearRule.PREVIEW_OVER, ClearRule.WORK_ENDED));
        clearing.close();
        assertThat(intents).containsExactly(new Fact.Read(Set.of("q")));
    }

    @Test
    void with_a_real_inbox_and_no_window_the_read_mark_waits_in_the_outbox(@TempDir Path home) throws Exception {
        try (Inbox inbox = Inbox.open(home.resolve("inbox.db"), InstantSource.fixed(Samples.NOW))) {
            AutoClearing real = new AutoClearing(inbox::accept, EnumSet.allOf(ClearRule.class));
            inbox.observe(real::accept);
            for (Entry entry : List.of(DONE, STARTED, QUEUED)) {
                var _ = inbox.submit(new Fact.Fetched(
                                inbox.state().place(),
                                new Page(
                                        List.of(entry.notification()),
                                        new Cursor(entry.id()),
                                        false,
                                        0,
                                        0,
                                        Samples.NOW),
                                null))
                        .join();
            }
            await().until(() -> inbox.state().outbox().size() == 2);
            assertThat(inbox.state().entries())
                    .hasEntrySatisfying("d", entry -> assertThat(entry.read()).isFalse());
            assertThat(inbox.state().unread()).isEqualTo(1);
            var _ = inbox.submit(new Fact.Unread(Set.of("q"))).join();
            var _ = inbox.submit(new Fact.Fetched(
                            inbox.state().place(),
                            new Page(
                                    List.of(job("f", "failed", "job-1", "a", minutes(0), false)
                                            .notification()),
                                    new Cursor("f"),
                                    false,
                                    0,
                                    0,
                                    Samples.NOW),
                            null))
                    .join();
            real.close();
            assertThat(inbox.state().entries())
                    .hasEntrySatisfying("q", entry -> assertThat(entry.read()).isFalse());
        }
    }

    private static Step arrival(List<Entry> known, Entry... arrived) {
        return new Step(
                state(LIVE, known),
                Arrays.stream(arrived)
                        .<Change>map(entry -> new Change.Arrived(entry))
                        .toList());
    }
}
