package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginNews.Polled;
import dev.hivesync.plugin.PluginNews.Pushed;
import dev.hivesync.plugin.Surfaces.Badge;
import dev.hivesync.plugin.Surfaces.Stage;
import dev.hivesync.plugin.Surfaces.Status;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.Event;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.BridgeFrame.Read;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where push and poll meet, keyed by `notification_id`: whichever comes first is shown, the other changes nothing.
/// Immutable; every move gives the next state and what is to be shown.
///
/// @param seen the newest notification ids that were shown or were there before
/// @param jobs how far the AI jobs are
/// @param desktop how the desktop hears from the backend; empty while there is no bridge
/// @param away the user has disconnected this plugin in the desktop
/// @param pollFailed the last poll reached nobody
/// @param newsSince by the server's clock: what is older and was never seen is no news; null before the first page
record PluginState(
        Set<String> seen,
        JobStages jobs,
        int unread,
        Optional<Connection> desktop,
        boolean away,
        boolean pollFailed,
        @Nullable Instant newsSince) {

    private static final int REMEMBERED = 2_000;

    static final PluginState START = new PluginState(Set.of(), JobStages.NONE, 0, Optional.empty(), false, false, null);

    sealed interface Effect {
        record News(PluginNews news) implements Effect {}

        record Toast(Surfaces.Toast toast) implements Effect {}

        record Panel(String notificationId, Payload job) implements Effect {}

        record Progress(Surfaces.Progress progress) implements Effect {}

        record Withdraw(Set<String> ids) implements Effect {}
    }

    record Move(PluginState next, List<Effect> effects) {}

    /// @param now monotonic, as all moments here that are numbers
    Badge badge(long now) {
        Status status = desktop.map(connection -> switch (connection) {
                    case LIVE, POLLING -> Status.OK;
                    case OFFLINE -> Status.OFFLINE;
                    case SIGNED_OUT -> Status.SIGNED_OUT;
                })
                .orElse(away ? Status.DISCONNECTED : pollFailed ? Status.OFFLINE : Status.DESKTOP_NOT_RUNNING);
        return new Badge(unread, jobs.running(now), status);
    }

    PluginState connected(int unreadThere, Connection connection) {
        return new PluginState(seen, jobs, unreadThere, Optional.of(connection), false, pollFailed, newsSince);
    }

    PluginState told(DesktopStatus status) {
        return connected(status.unread(), status.connection());
    }

    PluginState lost(Reach why) {
        return new PluginState(seen, jobs, unread, Optional.empty(), why == Reach.DISCONNECTED, pollFailed, newsSince);
    }

    PluginState polled(boolean failed) {
        return new PluginState(seen, jobs, unread, desktop, away, failed, newsSince);
    }

    Move started(String jobId, long now) {
        Draft draft = new Draft(this);
        draft.job(jobId, Stage.STARTED, now);
        return draft.move(unread, newsSince, pollFailed);
    }

    Move pushed(long seq, Event event, long now) {
        Draft draft = new Draft(this);
        switch (event) {
            case Push push -> {
                if (draft.see(push.notificationId())) {
                    draft.effects.add(new Effect.News(new Pushed(seq, push)));
                    draft.show(push.notificationId(), Optional.of(push.kind().source()), push.payload(), now);
                }
            }
            case Read read -> {
                draft.effects.add(new Effect.News(new Pushed(seq, read)));
                draft.effects.add(new Effect.Withdraw(Set.copyOf(read.notificationIds())));
            }
        }
        return draft.move(unread, newsSince, pollFailed);
    }

    /// The user asked for it, so it is shown however often it was shown before.
    Move wanted(OpenReview review) {
        Payload job = new AiJob(review.jobId(), review.projectId(), review.action(), null);
        return new Move(
                this,
                List.of(
                        new Effect.News(new PluginNews.Wanted(review)),
                        new Effect.Panel(review.notificationId(), job)));
    }

    /// @param start when this plugin started, by the server's clock
    /// @param askedAt when this page was asked for
    Move polled(Page page, Instant start, long askedAt, long now) {
        Draft draft = new Draft(this);
        Instant since = newsSince == null ? start : newsSince;
        Set<String> read = new LinkedHashSet<>();
        page.notifications().stream()
                .sorted(Comparator.comparingLong(Notification::revision))
                .forEach(notification -> {
                    boolean fresh = draft.see(notification.notificationId());
                    if (notification.read()) {
                        read.add(notification.notificationId());
                        draft.known(notification, now);
                    } else if (fresh && !notification.createdAt().isBefore(since)) {
                        draft.effects.add(new Effect.News(new Polled(notification)));
                        draft.show(notification.notificationId(), notification.known(), notification.payload(), now);
                    } else if (fresh) {
                        draft.known(notification, now);
                    }
                });
        if (!read.isEmpty()) {
            draft.effects.add(new Effect.Withdraw(Set.copyOf(read)));
        }
        draft.jobs = draft.jobs.counted(page.activeAiJobs(), askedAt);
        return draft.move(page.unreadCount(), since, false);
    }

    /// One move while it is being made.
    private static final class Draft {
        private final PluginState from;
        private final LinkedHashSet<String> seen;
        private JobStages jobs;
        private final List<Effect> effects = new ArrayList<>();

        Draft(PluginState from) {
            this.from = from;
            seen = new LinkedHashSet<>(from.seen);
            jobs = from.jobs;
        }

        boolean see(String id) {
            boolean fresh = seen.add(id);
            if (seen.size() > REMEMBERED) {
                seen.removeFirst();
            }
            return fresh;
        }

        void show(String id, Optional<NotificationType> type, Payload payload, long now) {
            Priority priority = type.map(NotificationType::priority).orElse(Priority.MEDIUM);
            String name = type.map(NotificationType::wireName).orElse("notification");
            if (priority != Priority.LOW) {
                effects.add(new Effect.Toast(new Surfaces.Toast(id, name, priority, payload)));
            }
            if (payload instanceof AiJob job && type.isPresent()) {
                stage(type.get()).ifPresent(stage -> job(job.jobId(), stage, now));
            }
            if (type.filter(NotificationType.AI_JOB_COMPLETED::equals).isPresent()) {
                effects.add(new Effect.Panel(id, payload));
            }
        }

        /// Takes in how far a job is without showing it.
        void known(Notification notification, long now) {
            if (notification.payload() instanceof AiJob job) {
                notification
                        .known()
                        .flatMap(Draft::stage)
                        .filter(stage -> jobs.forward(job.jobId(), stage))
                        .ifPresent(stage -> jobs = jobs.moved(job.jobId(), stage, now));
            }
        }

        void job(String jobId, Stage stage, long now) {
            if (jobs.forward(jobId, stage)) {
                jobs = jobs.moved(jobId, stage, now);
                effects.add(new Effect.Progress(new Surfaces.Progress(jobId, stage)));
            }
        }

        private static Optional<Stage> stage(NotificationType type) {
            return switch (type) {
                case AI_JOB_QUEUED -> Optional.of(Stage.QUEUED);
                case AI_JOB_STARTED -> Optional.of(Stage.STARTED);
                case AI_JOB_COMPLETED -> Optional.of(Stage.DONE);
                case AI_JOB_FAILED -> Optional.of(Stage.FAILED);
                case PREVIEW_TOKEN_CREATED,
                        PREVIEW_BUNDLE_UPLOADED,
                        PREVIEW_READY,
                        PREVIEW_CONSUMED,
                        PREVIEW_EXPIRED,
                        REPO_SYNC_STARTED,
                        REPO_SYNC_SUCCESS,
                        REPO_SYNC_FAILED,
                        SYSTEM_MAINTENANCE_WARNING,
                        SYSTEM_HEALTH_ISSUE,
                        WORKER_UNAVAILABLE,
                        RESOURCE_LIMIT_WARNING -> Optional.empty();
            };
        }

        Move move(int unread, @Nullable Instant newsSince, boolean pollFailed) {
            return new Move(
                    new PluginState(seen, jobs, unread, from.desktop, from.away, pollFailed, newsSince), effects);
        }
    }
}
