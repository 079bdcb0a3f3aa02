package dev.hivesync.bench;

import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Notifications of every kind, each of a thread of its own, some minutes apart. Every third letter of an action is
/// drawn, so that each letter typed into the search narrows what is found.
final class ManyThreads {

    static final Instant NOW = Instant.parse("2026-11-23T14:26:00Z");

    private static final List<String> TYPES = List.of(
            "ai_job_completed",
            "ai_job_failed",
            "repo_sync_success",
            "repo_sync_failed",
            "preview_ready",
            "preview_consumed",
            "resource_limit_warning");

    private final Random random = new Random(42);

    /// Oldest first, one revision after the other.
    List<Notification> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(revision -> row(revision, NOW.minusSeconds(60L * (count - revision))))
                .toList();
    }

    static LiveFrame frame(Notification row) {
        return new LiveFrame(LiveFrame.CHANGED, row.revision(), row);
    }

    private Notification row(long revision, Instant created) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String project = "proj-" + (1 + random.nextInt(8));
        Payload payload = type.startsWith("ai_job")
                ? new Payload.AiJob("job-" + revision, project, word() + "_" + word(), null)
                : type.startsWith("repo")
                        ? new Payload.RepoSync("sync-" + revision, word(), project, null)
                        : type.startsWith("preview")
                                ? new Payload.Preview(word() + revision, project, "ios", null)
                                : new Payload.SystemNotice(
                                        "The " + word() + " queue of " + word() + " holds more than it should.",
                                        null,
                                        null,
                                        null);
        Instant read = random.nextInt(10) > 0 ? created : null;
        return new Notification("n-" + revision, "u-1", project, type, payload, created, read, revision);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
