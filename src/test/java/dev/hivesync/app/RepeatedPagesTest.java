package dev.hivesync.app;

import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages that repeat rows, overlap and come in disorder, between live frames that do the same.
@NullMarked
class RepeatedPagesTest {

    @TempDir
    private Path directory;

    @Test
    void each_row_arrives_once() throws Exception {
        List<String> arrived = new CopyOnWriteArrayList<>();
        List<Notification> rows =
                IntStream.rangeClosed(1, 60).mapToObj(i -> unread("n" + i, i)).toList();
        Random random = new Random(11);
        try (Inbox inbox = Inbox.open(directory.resolve("inbox.db"), Clock.systemUTC())) {
            inbox.observe(step -> step.changes().forEach(change -> {
                if (change instanceof Change.Arrived(Entry entry)) {
                    arrived.add(entry.id());
                }
            }));
            Uplink uplink = new Uplink(inbox, new JobWatch(Clock.systemUTC(), System::nanoTime), _ -> {});
            for (int from = 0; from < 60; from += 10) {
                List<Notification> overlapping = new ArrayList<>(rows.subList(Math.max(0, from - 7), from + 10));
                overlapping.addAll(rows.subList(from, from + 5));
                Collections.shuffle(overlapping, random);
                Notification live = rows.get(random.nextInt(60));
                uplink.frame(new LiveFrame(LiveFrame.CHANGED, live.revision(), live));
                var _ = uplink.position();
                uplink.page(page("c" + from, from < 50, overlapping.toArray(Notification[]::new)), null);
            }

            assertThat(arrived).doesNotHaveDuplicates().hasSize(60);
            assertThat(inbox.state().entries()).hasSize(60);
        }
    }
}
