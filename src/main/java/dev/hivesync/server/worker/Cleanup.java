package dev.hivesync.server.worker;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.store.Previews;
import dev.hivesync.server.store.Retention;
import dev.hivesync.server.store.Workers;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The cleanup worker, one at a time over all instances: ends previews whose time has passed, tells of workers
/// that cannot be reached and prunes what is old.
public final class Cleanup implements WorkerThread.Round {

    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PRUNE = Duration.ofHours(1);
    /// A round that begins so long after the last was held up: the machine slept, or its clock was set.
    private static final Duration ABSENCE = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final Parts parts;
    private final InstantSource clock;
    private final Pace pace;

    // Written by the worker's thread alone.
    private final Every pruning = new Every(PRUNE);
    private Instant watchingSince;
    private @Nullable Instant lastRound;

    /// What it works on.
    public record Parts(
            Database database,
            Accounts accounts,
            Previews previews,
            Retention retention,
            Workers workers,
            PayloadRules rules,
            Publisher publisher) {}

    public Cleanup(Parts parts, InstantSource clock, Pace pace) {
        this.parts = parts;
        this.clock = clock;
        this.pace = pace;
        this.watchingSince = clock.instant();
    }

    @Override
    public Duration run() {
        watch(clock.instant());
        parts.database().exclusively("hivesync-cleanup", this::clean);
        lastRound = clock.instant();
        return LOOK;
    }

    /// The workers were held up by what held up this one, and get the same time for a sign of life.
    private void watch(Instant now) {
        Instant last = lastRound;
        if (last != null && (now.isBefore(last) || now.isAfter(last.plus(ABSENCE)))) {
            watchingSince = now;
        }
    }

    private void clean() {
        expirePreviews();
        // The first look comes late: after a night without a server every worker has been silent for long.
        if (!clock.instant().isBefore(watchingSince.plus(Workers.SILENCE))) {
            parts.workers().look().forEach(this::tell);
        }
        if (pruning.due(clock.instant())) {
            prune();
            pruning.done(clock.instant());
        }
    }

    private void expirePreviews() {
        for (Previews.Open preview : parts.previews().due(BATCH)) {
            Map<String, String> fields = Map.of(
                    "preview_token", preview.token(),
                    "project_id", preview.projectId(),
                    "platform", preview.platform(),
                    "expires_at", Times.format(preview.expiresAt()));
            draft(preview.userId(), preview.projectId(), NotificationType.PREVIEW_EXPIRED, fields, null)
                    .ifPresent(draft -> parts.publisher().expire(parts.previews(), preview, draft));
        }
    }

    private void tell(Workers.News news) {
        String after = news.reached();
        if (!news.clearing() && after.isEmpty()) {
            // Users may be told no more than that some worker is away.
            LOG.warn("worker {} cannot be reached since {}", news.worker(), news.since());
        }
        while (!pace.stopped()) {
            List<String> users = parts.accounts().userIds(after, BATCH);
            if (news.clearing()) {
                parts.workers()
                        .notices(news, users)
                        .forEach(notice ->
                                parts.publisher().mark(notice.userId(), List.of(notice.notificationId()), true));
            } else {
                users.forEach(user -> unavailable(news, user));
            }
            boolean last = users.size() < BATCH;
            parts.workers().reached(news, last ? null : users.getLast());
            if (last) {
                return;
            }
            after = users.getLast();
        }
    }

    private void unavailable(Workers.News news, String user) {
        Map<String, String> fields =
                Map.of("message", "A background worker cannot be reached.", "resource", news.worker());
        draft(user, null, NotificationType.WORKER_UNAVAILABLE, fields, news.key())
                .ifPresent(parts.publisher()::publish);
    }

    private void prune() {
        Retention retention = parts.retention();
        @Nullable String after = "";
        while (after != null && !pace.stopped()) {
            Retention.Stretch stretch = retention.users(after, BATCH);
            stretch.stale().forEach(this::prune);
            after = stretch.last();
        }
        boolean more = true;
        while (more && !pace.stopped()) {
            more = retention.pruneRest(BATCH);
        }
    }

    private void prune(String user) {
        int gone = BATCH;
        while (gone == BATCH && !pace.stopped()) {
            gone = parts.retention().prune(user, BATCH);
        }
    }

    private Optional<Draft> draft(
            String user,
            @Nullable String project,
            NotificationType type,
            Map<String, String> fields,
            @Nullable String key) {
        Map<String, JsonNode> payload = new HashMap<>();
        fields.forEach((name, value) -> payload.put(name, StringNode.valueOf(value)));
        return switch (parts.rules().judge(user, project, type, payload, key)) {
            case PayloadRules.Verdict.Accepted accepted -> Optional.of(accepted.draft());
            case PayloadRules.Verdict.Refused _ -> Optional.empty();
        };
    }
}
