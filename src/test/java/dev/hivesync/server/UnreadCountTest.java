package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.Retention;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The unread rows are counted as they change: after whatever was done, the count is that of the rows.
class UnreadCountTest {

    private static final Stream.Filter UNREAD = new Stream.Filter(true, List.of(), null);

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static Draft draft(String user, String key) {
        return new Draft(user, "p", NotificationType.AI_JOB_COMPLETED, new Payload.AiJob("j", "p", "a", null), key);
    }

    @RepeatedTest(4)
    void it_is_exact_after_any_order_of_writing_marking_and_pruning(RepetitionInfo repetition) {
        String user = "user-" + repetition.getCurrentRepetition();
        Random random = new Random(repetition.getCurrentRepetition());
        Notifications notifications = new Notifications(server.database(), server.clock());
        Retention retention = new Retention(server.database(), server.clock());
        Stream stream = new Stream(server.database(), server.clock());
        List<UUID> ids = new ArrayList<>();
        int highest = 0;
        for (int step = 0; step < 80; step++) {
            switch (random.nextInt(8)) {
                case 0 -> notifications.mark(user, some(ids, random), true);
                case 1 -> notifications.mark(user, some(ids, random), false);
                case 2 -> notifications.markUpTo(user, random.nextInt(step + 1));
                case 3 -> {
                    server.clock().advance(Duration.ofDays(random.nextInt(20)));
                    retention.prune(user, 3);
                }
                // Now and then the same key again, which stores nothing.
                default ->
                    ids.add(UUID.fromString(notifications
                            .insert(draft(user, "key-" + random.nextInt(60)))
                            .notificationId()));
            }
            Stream.Slice slice = stream.newest(user, 500, UNREAD);
            assertThat(slice.unread()).isEqualTo(slice.rows().size());
            highest = Math.max(highest, slice.unread());
        }
        assertThat(highest).isGreaterThan(3);
    }

    private static List<UUID> some(List<UUID> ids, Random random) {
        return ids.stream().filter(_ -> random.nextInt(3) == 0).toList();
    }

    @Test
    void a_payload_that_could_not_be_read_again_is_not_stored() {
        assertThatThrownBy(() -> server.database().write(handle -> handle.execute("""
                        INSERT INTO notifications (user_id, notification_id, type, payload, created_at, revision)
                        VALUES ('x', gen_random_uuid(), 'ai_job_queued', ?::json, now(), 1)
                        """, "{\"job_id\":\"\\u0000\"}")))
                .hasMessageContaining("unsupported Unicode escape sequence");
    }
}
