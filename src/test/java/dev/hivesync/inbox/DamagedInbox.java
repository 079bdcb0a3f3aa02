package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Opens an inbox that was harmed and looks at everything that is promised then.
final class DamagedInbox {

    /// What one round came to.
    ///
    /// @param pending wishes that waited before
    /// @param unharmed those whose page was not hit
    /// @param saved those that wait afterwards
    record Found(boolean rebuilt, int pending, int unharmed, int saved, int announcedAgain) {}

    private DamagedInbox() {}

    static Found after(Harm harm, long seed, KilledInbox killed, Path directory) throws Exception {
        Path file = killed.copyTo(
                directory, harm.name().startsWith("LOG") || harm.name().startsWith("INDEX") || seed % 2 == 0);
        byte[] main = Files.readAllBytes(file);
        harm.to(file, new SplittableRandom(seed));
        Set<String> unharmed = killed.unharmed(main, file);
        InboxState opened;
        Set<String> saved;
        List<String> announced = new CopyOnWriteArrayList<>();
        Notification news = new Notification(
                "news",
                "u-1",
                null,
                "ai_job_completed",
                unread("news", 1).payload(),
                java.time.Instant.parse("2099-01-01T00:00:00Z"),
                null,
                9_999);
        List<Notification> truth = new ArrayList<>(KilledInbox.truth());
        truth.add(news);
        InboxState complete;
        try (Inbox inbox = Inbox.open(file, InstantSource.system())) {
            opened = inbox.state();
            saved = opened.outbox().stream().map(OutboxItem::notificationId).collect(Collectors.toSet());
            assertThat(saved).as("wishes of %s %d", harm, seed).containsAll(unharmed);
            inbox.observe(step -> step.changes().stream()
                    .flatMap(change ->
                            change instanceof Change.Arrived(Entry entry) ? Stream.of(entry.id()) : Stream.of())
                    .forEach(announced::add));
            readAnew(inbox, truth);
            complete = inbox.state();
        }
        Set<String> ids = truth.stream().map(Notification::notificationId).collect(Collectors.toSet());
        assertThat(complete.entries().keySet().containsAll(ids))
                .as("%s %d: everything is there", harm, seed)
                .isTrue();
        assertThat(announced).as("%s %d", harm, seed).containsOnlyOnce("news").doesNotHaveDuplicates();
        if (harm != Harm.RANDOM_BYTES) {
            // A letter that has changed within a text is still a text, and its row another row.
            assertThat(announced).as("%s %d", harm, seed).containsExactly("news");
            assertThat(complete.entries()).as("%s %d", harm, seed).hasSize(truth.size());
        }
        try (Inbox inbox = Inbox.open(file, InstantSource.system())) {
            assertThat(inbox.state().equals(complete))
                    .as("%s %d is the same after a restart", harm, seed)
                    .isTrue();
        }
        boolean rebuilt = opened.disk().rebuilt() != null;
        if (rebuilt) {
            assertThat(opened.cursor()).isNull();
            assertThat(setAside(directory)).isNotEmpty();
        }
        return new Found(rebuilt, killed.state().outbox().size(), unharmed.size(), saved.size(), announced.size() - 1);
    }

    private static void readAnew(Inbox inbox, List<Notification> truth) {
        int half = truth.size() / 2;
        page(inbox, truth.subList(0, half), true, "n1");
        page(inbox, truth.subList(half, truth.size()), false, "n2");
    }

    private static void page(Inbox inbox, List<Notification> rows, boolean more, String cursor) {
        Page page = new Page(rows, new Cursor(cursor), more, 0, 0, Rows.NOW);
        var _ = inbox.submit(new Fact.Fetched(inbox.state().place(), page, null))
                .join();
    }

    static List<Path> setAside(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().contains("-damaged-"))
                    .sorted()
                    .toList();
        }
    }
}
