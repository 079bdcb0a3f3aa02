package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full or has become read-only: really so, on a small file system of its own. Only root may mount
/// one; for everybody else [CrampedDiskTest] takes its place.
@Timeout(120)
class FullDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
                "only root may mount a small disk");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private Path ballast() {
        return disk.resolve("ballast");
    }

    private void fillTheDisk() throws IOException {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException _) {
            // that was the last free block
        }
    }

    private static Page page(InboxState state, int rows) {
        int from = KilledWriter.read(state);
        List<Notification> page = IntStream.rangeClosed(from + 1, from + rows)
                .mapToObj(i -> unread("n" + i, i))
                .toList();
        return new Page(page, new Cursor("c" + (from + rows)), false, 0, 0, NOW);
    }

    private static CompletableFuture<InboxState> fetch(Inbox inbox, int rows) {
        return inbox.submit(new Fact.Fetched(inbox.state().place(), page(inbox.state(), rows), null));
    }

    @Test
    void an_end_comes_while_the_disk_is_full_and_the_queue_is_too() throws Exception {
        Inbox inbox = Inbox.open(disk.resolve("inbox.db"), InstantSource.fixed(NOW));
        var _ = fetch(inbox, 10).join();
        fillTheDisk();
        CompletableFuture<InboxState> page = fetch(inbox, 400);
        await().atMost(PATIENCE).until(() -> inbox.state().disk().refusing());
        List<CompletableFuture<InboxState>> waiting = new CopyOnWriteArrayList<>();
        Thread eager = Thread.ofVirtual().start(() -> {
            while (waiting.isEmpty() || !waiting.getLast().isCancelled()) {
                waiting.add(inbox.submit(new Fact.Read(Set.of("n1"))));
            }
        });
        await().atMost(PATIENCE).until(() -> waiting.size() >= 10_000);

        assertThat(CompletableFuture.runAsync(inbox::close)).succeedsWithin(PATIENCE);

        assertThat(eager.join(PATIENCE)).isTrue();
        assertThat(page).isCancelled();
        assertThat(waiting).allMatch(CompletableFuture::isDone);
    }

    @Test
    void facts_wait_unacknowledged_while_the_disk_is_full_and_go_on_when_there_is_room() throws Exception {
        List<Boolean> told = new CopyOnWriteArrayList<>();
        try (Inbox inbox = Inbox.open(disk.resolve("inbox.db"), InstantSource.fixed(NOW))) {
            var _ = fetch(inbox, 10).join();
            inbox.observe(step -> told.add(step.state().disk().refusing()));
            fillTheDisk();

            CompletableFuture<InboxState> page = fetch(inbox, 400);
            CompletableFuture<InboxState> mark = inbox.submit(new Fact.Read(Set.of("n1")));

            await().atMost(PATIENCE).until(() -> inbox.state().disk().refusing());
            assertThat(page).isNotDone();
            assertThat(mark).isNotDone();
            assertThat(inbox.state().entries()).hasSize(10);
            assertThat(inbox.state().unread()).isEqualTo(10);

            Files.delete(ballast());

            assertThat(page).succeedsWithin(PATIENCE);
            assertThat(mark).succeedsWithin(PATIENCE);
            assertThat(inbox.state().disk()).isEqualTo(Disk.FINE);
            assertThat(told).containsSubsequence(false, true, false);
        }
        try (Inbox inbox = Inbox.open(disk.resolve("inbox.db"), InstantSource.fixed(NOW))) {
            assertThat(inbox.state().entries()).hasSize(410);
            assertThat(inbox.state().outbox()).hasSize(1);
            assertThat(inbox.state().disk()).isEqualTo(Disk.FINE);
        }
    }

    @Test
    void the_inbox_closes_while_the_disk_is_full_and_what_waited_was_never_acknowledged() throws Exception {
        CompletableFuture<InboxState> page;
        try (Inbox inbox = Inbox.open(disk.resolve("inbox.db"), InstantSource.fixed(NOW))) {
            var _ = fetch(inbox, 10).join();
            fillTheDisk();
            page = fetch(inbox, 400);
            await().atMost(PATIENCE).until(() -> inbox.state().disk().refusing());
        }
        assertThat(page).isCancelled();
        assertThat(Inbox.peek(disk.resolve("inbox.db")).entries()).hasSize(10);
        Files.delete(ballast());
        try (Inbox inbox = Inbox.open(disk.resolve("inbox.db"), InstantSource.fixed(NOW))) {
            assertThat(inbox.state().entries()).hasSize(10);
            assertThat(inbox.state().disk()).isEqualTo(Disk.FINE);
        }
    }

    @Test
    void an_inbox_on_a_read_only_disk_can_be_looked_at() throws Exception {
        InboxState seen;
        try (Inbox inbox = Inbox.open(disk.resolve("inbox.db"), InstantSource.fixed(NOW))) {
            seen = fetch(inbox, 10).join();
        }
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();

        InboxState peeked = Inbox.peek(disk.resolve("inbox.db"));

        assertThat(peeked.entries()).isEqualTo(seen.entries());
        assertThat(peeked.cursor()).isEqualTo(seen.cursor());
        assertThat(peeked.disk()).isEqualTo(Disk.FINE);
    }
}
