package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bridge's own thread sleeps while nothing is due: waking it for each event would cost more than the event.
class KeeperTest {

    private static final int EVENTS = 200;

    /// Next due is the status again, and not that the plugin is silent.
    private static final BridgeLimits LIMITS = BridgeLimits.CONTRACT.within(
            BridgeLimits.CONTRACT.upgrade(), BridgeLimits.CONTRACT.auth(), Duration.ofHours(1));

    @TempDir
    Path directory;

    @Test
    void events_that_leave_the_status_as_it_is_do_not_wake_it() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        LongSupplier clock = () -> {
            if (Thread.currentThread().getName().equals("bridge-keeper")) {
                asked.incrementAndGet();
            }
            return System.nanoTime();
        };
        try (Desk desk = new Desk(directory, LIMITS, 0, clock);
                RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            desk.complete("n-first");
            while (!plugin.receive().path("type").asString().equals("desktop_status")) {
                // the event itself
            }
            int before = asked.get();
            for (int i = 0; i < EVENTS; i++) {
                desk.complete("n-" + i);
                plugin.event();
            }
            assertThat(asked.get() - before)
                    .as("its looks at the clock, a few of which end the round that told the status")
                    .isLessThan(EVENTS / 10);
        }
    }
}
