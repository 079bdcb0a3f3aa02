package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A client that has been in use for a month goes through another day, told by a clock that is moved: as much comes as
/// its retention takes away, and its heap stays as it was.
@NullMarked
@Tag("faults")
@Timeout(300)
class DayOfTrafficTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration POLL = Duration.ofSeconds(45);
    private static final int POLLS_PER_HOUR = 80;
    private static final int ARRIVALS_PER_HOUR = 20;
    private static final int HOURS = 24;
    private static final int DAYS_KEPT = 30;
    private static final int KEPT = DAYS_KEPT * 24 * ARRIVALS_PER_HOUR;

    @TempDir
    private Path directory;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private volatile Instant now = NOW;
    private int revision;
    private int rows;

    @Test
    void a_day_of_polls_and_arrivals_leaves_the_heap_as_it_was() throws Exception {
        Inbox inbox = Inbox.open(directory.resolve("inbox.db"), () -> now);
        try (Client client = new Client(
                inbox,
                new BridgeConfig(directory.resolve(BridgeFile.FILE), 0, "test"),
                Preferences.inMemory(Settings.DEFAULT),
                new Http(),
                () -> now,
                _ -> false)) {
            fill(inbox);
            List<Double> heap = new ArrayList<>();
            for (int hour = 0; hour < HOURS; hour++) {
                hour(client);
                heap.add(heapAfterCollection());
            }
            InboxState state = inbox.state();
            assertThat(rows).isEqualTo(KEPT + HOURS * ARRIVALS_PER_HOUR);
            assertThat(state.unread()).isZero();
            assertThat(state.entries())
                    .as("what came, less what was due")
                    .hasSizeBetween(KEPT, KEPT + 2 * ARRIVALS_PER_HOUR);
            assertThat(state.outbox()).isEmpty();

            double before = median(heap.subList(0, 5));
            double after = median(heap.subList(HOURS - 5, HOURS));
            System.out.printf(
                    "heap after collections: %.1f MB in the first hours, %.1f MB in the last%n", before, after);
            assertThat(after)
                    .as("MB in the last hours; in the first %s", heap)
                    .isCloseTo(before, within(before * 0.05));
        }
    }

    /// A month of what has been read, as old as it can be.
    private void fill(Inbox inbox) throws Exception {
        Duration apart = Duration.ofDays(DAYS_KEPT).dividedBy(KEPT);
        List<Notification> month = new ArrayList<>();
        for (int row = KEPT; row > 0; row--) {
            Instant at = NOW.minus(apart.multipliedBy(row));
            month.add(row(at, at));
        }
        submit(inbox, new Fact.Fetched(inbox.state().place(), page(month), null));
    }

    private void hour(Client client) throws Exception {
        Inbox inbox = client.inbox();
        for (int poll = 1; poll <= POLLS_PER_HOUR; poll++) {
            now = now.plus(POLL);
            boolean arrives = poll % (POLLS_PER_HOUR / ARRIVALS_PER_HOUR) == 0;
            List<Notification> arrived = arrives ? List.of(row(now, null)) : List.of();
            submit(inbox, new Fact.Fetched(inbox.state().place(), page(arrived), null));
            Connection connection = poll % 20 == 0 ? Connection.OFFLINE : Connection.POLLING;
            submit(inbox, new Fact.Linked(new Link(connection, now.plus(POLL), POLL.toSeconds())));
            if (arrives) {
                client.intend(new Fact.Read(Set.of(arrived.getFirst().notificationId())));
            }
            deliver(inbox);
        }
    }

    /// The server takes what waits, the user's wishes and those of auto-clear.
    private void deliver(Inbox inbox) throws Exception {
        submit(inbox, new Fact.PluginsConnected(List.of())); // after what was intended
        for (OutboxItem item : inbox.state().outbox()) {
            revision++;
            submit(
                    inbox,
                    new Fact.Delivered(
                            List.of(item.notificationId()),
                            item.mark(),
                            item.seq(),
                            new Api.Marked(1, now, 0, revision)));
        }
    }

    private Notification row(Instant at, @Nullable Instant readAt) {
        revision++;
        rows++;
        NotificationType[] types = NotificationType.values();
        NotificationType type = types[revision % types.length];
        Payload payload = switch (type.family()) {
            case AI_JOB -> new Payload.AiJob("job-" + revision, "proj-1", "document_function", null);
            case PREVIEW -> new Payload.Preview("token-" + revision, "proj-1", "ios", at.plus(Duration.ofDays(1)));
            case REPO_SYNC -> new Payload.RepoSync("sync-" + revision, "abc1234", "proj-1", null);
            case SYSTEM -> new Payload.SystemNotice("The queue is longer than usual.", null, null, null);
        };
        return new Notification("n-" + rows, "u-1", "proj-1", type.wireName(), payload, at, readAt, revision);
    }

    private Page page(List<Notification> rows) {
        return new Page(rows, new Cursor("c-" + revision), false, 0, 0, now);
    }

    private static void submit(Inbox inbox, Fact fact) throws Exception {
        CompletableFuture<InboxState> durable = inbox.submit(fact);
        var _ = durable.get(1, TimeUnit.MINUTES);
    }

    private double heapAfterCollection() {
        System.gc();
        return memory.getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
