package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// What an inbox of many rows costs. Measures from within the package; knows no goals.
public final class InboxFigures {

    private static final int PAGE = 500;
    private static final List<String> TYPES =
            List.of("ai_job_queued", "ai_job_started", "ai_job_completed", "repo_sync_success", "preview_ready");

    private final Random random = new Random(42);
    private final List<String> projects = List.of(uuid(), uuid(), uuid(), uuid());
    private final String user = uuid();
    private final Path file;
    private final int known;
    private long revision;

    /// @param known how many rows it has before anything is measured
    public InboxFigures(Path directory, int known) {
        file = directory.resolve("inbox.db");
        this.known = known;
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /// As it comes from the wire: every text an object of its own.
    private Notification row() {
        revision++;
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String project = projects.get(random.nextInt(projects.size()));
        Payload payload = type.startsWith("ai_job")
                ? new Payload.AiJob("job-" + uuid(), project, "document_function", null)
                : type.startsWith("repo")
                        ? new Payload.RepoSync("sync-" + uuid(), uuid().substring(0, 8), project, null)
                        : new Payload.Preview(uuid().substring(0, 10), project, "ios", NOW.plusSeconds(revision));
        Notification row = new Notification(
                uuid(),
                user,
                project,
                type,
                payload,
                NOW.minusSeconds(known - revision),
                random.nextInt(10) > 0 ? NOW : null,
                revision);
        return Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(row), Notification.class);
    }

    private List<Fact> frames(int count) {
        List<Fact> facts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Notification row = row();
            facts.add(new Fact.Pushed(new LiveFrame(LiveFrame.CHANGED, row.revision(), row)));
        }
        return facts;
    }

    private Inbox open() throws Exception {
        return Inbox.open(file, InstantSource.fixed(NOW));
    }

    /// Fills a new inbox page by page, as a first sign-in does.
    public Duration fill() throws Exception {
        List<Page> pages = new ArrayList<>();
        for (int from = 0; from < known; from += PAGE) {
            Notification[] rows = new Notification[PAGE];
            Arrays.setAll(rows, _ -> row());
            pages.add(new Page(List.of(rows), new Cursor("c" + revision), true, 0, 0, NOW));
        }
        long start = System.nanoTime();
        try (Inbox inbox = open()) {
            for (Page page : pages) {
                var _ = inbox.submit(new Fact.Fetched(inbox.state().place(), page, "etag"))
                        .join();
            }
            return since(start);
        }
    }

    public Duration load() throws Exception {
        long start = System.nanoTime();
        try (Inbox inbox = open()) {
            Duration took = since(start);
            if (inbox.state().entries().size() < known) {
                throw new IllegalStateException("not all rows were there");
            }
            return took;
        }
    }

    /// Bytes of heap that an open inbox holds.
    public long heap() throws Exception {
        long before = used();
        try (Inbox inbox = open()) {
            long after = used();
            if (inbox.state().entries().isEmpty()) {
                throw new IllegalStateException("nothing is there");
            }
            return after - before;
        }
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Joins new facts in memory, in batches as the inbox does; the best of several.
    public Duration join(int count, int batch, int times) throws Exception {
        InboxState state;
        try (InboxStore store = InboxStore.open(file)) {
            state = store.load(new Texts());
        }
        Texts texts = new Texts();
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            List<Fact> facts = frames(count);
            InboxState next = state;
            long start = System.nanoTime();
            for (int from = 0; from < count; from += batch) {
                List<Fact> part = facts.subList(from, Math.min(count, from + batch));
                next = Merge.join(next, part, new Circumstances(NOW, Set.of(), texts))
                        .state();
            }
            took.add(since(start));
            if (next.entries().size() != state.entries().size() + count) {
                throw new IllegalStateException("not all facts were joined");
            }
        }
        return Collections.min(took);
    }

    /// Hands facts to the inbox and waits until all are durable; the best of several.
    public Duration durable(int count, int times) throws Exception {
        List<Duration> took = new ArrayList<>();
        try (Inbox inbox = open()) {
            for (int i = 0; i < times; i++) {
                List<Fact> facts = frames(count);
                long start = System.nanoTime();
                CompletableFuture<?>[] durable =
                        facts.stream().map(inbox::submit).toArray(CompletableFuture<?>[]::new);
                CompletableFuture.allOf(durable).join();
                took.add(since(start));
            }
        }
        return Collections.min(took);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// The state as it is on disk.
    public InboxState state() throws Exception {
        return Inbox.peek(file);
    }
}
