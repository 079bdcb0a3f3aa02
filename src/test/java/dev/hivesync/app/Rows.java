package dev.hivesync.app;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;

/// An inbox that has been filled before.
@NullMarked
final class Rows {

    private Rows() {}

    /// Writes `count` unread notifications into the inbox of `home` and gives their ids.
    static List<String> seed(Home home, int count) throws Exception {
        Instant now = Instant.parse("2026-11-24T08:00:00Z");
        List<Notification> rows = IntStream.range(0, count)
                .mapToObj(i -> new Notification(
                        UUID.randomUUID().toString(),
                        "u-1",
                        "proj-1",
                        "ai_job_completed",
                        new Payload.AiJob("job-" + i, "proj-1", "document_function", null),
                        now,
                        null,
                        i + 1))
                .toList();
        try (Inbox inbox = Inbox.open(home.create().inbox(), InstantSource.fixed(now))) {
            inbox.submit(new Fact.Fetched(
                            inbox.state().place(), new Page(rows, new Cursor("c-1"), false, count, 0, now), null))
                    .join();
        }
        return rows.stream().map(Notification::notificationId).toList();
    }
}
