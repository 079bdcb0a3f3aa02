package dev.hivesync.server.live;

import static java.util.Objects.requireNonNull;

import dev.hivesync.server.store.Changed;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.Notifications.MarkResult;
import dev.hivesync.server.store.Notifications.Stored;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.store.PayloadRules.Verdict;
import dev.hivesync.server.store.Previews;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.NotificationType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Commits a change and then, and only then, announces it.
public final class Publisher {

    private final Database database;
    private final Notifications notifications;
    private final Jobs jobs;
    private final PayloadRules rules;
    private final Announcer announcer;
    private final Map<NotificationType, LongAdder> created = Arrays.stream(NotificationType.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new LongAdder()));

    public Publisher(
            Database database, Notifications notifications, Jobs jobs, PayloadRules rules, Announcer announcer) {
        this.database = database;
        this.notifications = notifications;
        this.jobs = jobs;
        this.rules = rules;
        this.announcer = announcer;
    }

    public Stored publish(Draft draft) {
        Stored stored = notifications.insert(draft);
        stored.change().ifPresent(change -> created(draft, change));
        return stored;
    }

    /// Ends an overdue preview and says so, once.
    public void expire(Previews previews, Previews.Open preview, Draft draft) {
        notifications.expire(previews, preview, draft).ifPresent(change -> created(draft, change));
    }

    private void created(Draft draft, Changed change) {
        requireNonNull(created.get(draft.type())).increment();
        announcer.changed(change);
    }

    /// How many notifications of this type were stored through this publisher.
    public long created(NotificationType type) {
        return requireNonNull(created.get(type)).sum();
    }

    public MarkResult mark(String userId, List<UUID> ids, boolean read) {
        return announced(notifications.mark(userId, ids, read));
    }

    public MarkResult markUpTo(String userId, long revision) {
        return announced(notifications.markUpTo(userId, revision));
    }

    private MarkResult announced(MarkResult result) {
        result.change().ifPresent(announcer::changed);
        return result;
    }

    /// What came of a worker's report.
    public sealed interface Reported {
        record Done(Api.Job job) implements Reported {}

        /// The job id is taken by another project or by other work.
        record Conflict() implements Reported {}

        record Refused(Verdict.Refused verdict) implements Reported {}
    }

    private enum Status {
        QUEUED(NotificationType.AI_JOB_QUEUED),
        STARTED(NotificationType.AI_JOB_STARTED),
        COMPLETED(NotificationType.AI_JOB_COMPLETED),
        FAILED(NotificationType.AI_JOB_FAILED);

        private final NotificationType type;

        Status(NotificationType type) {
            this.type = type;
        }

        static Optional<Status> of(String wireName) {
            return List.of(values()).stream()
                    .filter(status -> status.type.wireName().equals("ai_job_" + wireName))
                    .findFirst();
        }

        /// A job only moves on: a report of an earlier or the same stage changes nothing.
        static boolean advances(String from, Status to) {
            return of(from).map(status -> !status.type.done() && status.compareTo(to) < 0)
                    .orElse(true);
        }
    }

    /// Writes the job and its notification in one transaction.
    public Reported report(String owner, String jobId, Api.JobReport report) {
        Optional<Status> status = Status.of(report.status());
        if (status.isEmpty()) {
            return refused("status", "The status must be queued, started, completed or failed.");
        }
        Map<String, JsonNode> fields = new HashMap<>(jobFields(jobId, report.projectId(), report.action()));
        if (report.error() != null) {
            fields.put("error", StringNode.valueOf(report.error()));
        }
        return switch (rules.judge(owner, report.projectId(), status.get().type, fields, null)) {
            case Verdict.Refused refused -> new Reported.Refused(refused);
            case Verdict.Accepted accepted -> report(owner, jobId, report, status.get(), accepted.draft());
        };
    }

    private Reported report(String owner, String jobId, Api.JobReport report, Status status, Draft draft) {
        record Outcome(Reported reported, Optional<Changed> change) {}
        Jobs.Claim claim = new Jobs.Claim(owner, jobId, report.projectId(), report.action());
        Outcome outcome = database.write(handle -> {
            Optional<Api.Job> present = jobs.lockOrCreate(handle, claim, report.status());
            if (present.isEmpty() || !present.get().projectId().equals(report.projectId())) {
                return new Outcome(new Reported.Conflict(), Optional.empty());
            }
            Api.Job job = present.get();
            if (!Status.advances(job.status(), status)) {
                return new Outcome(new Reported.Done(job), Optional.empty());
            }
            jobs.update(handle, owner, jobId, report.status(), report.result());
            Api.Job now = new Api.Job(
                    jobId,
                    job.projectId(),
                    job.action(),
                    report.status(),
                    report.result() == null ? job.result() : report.result());
            return new Outcome(new Reported.Done(now), notifications.insert(handle, draft));
        });
        outcome.change().ifPresent(change -> created(draft, change));
        return outcome.reported();
    }

    /// Queues an AI job for a worker, with its `ai_job_queued`, in one transaction.
    public Optional<Verdict.Refused> queueJob(Jobs.Claim job) {
        Map<String, JsonNode> fields = jobFields(job.jobId(), job.projectId(), job.action());
        return switch (rules.judge(job.userId(), job.projectId(), NotificationType.AI_JOB_QUEUED, fields, null)) {
            case Verdict.Refused refused -> Optional.of(refused);
            case Verdict.Accepted accepted -> {
                Optional<Changed> change = database.write(handle -> {
                    jobs.queue(handle, Jobs.Kind.AI, job);
                    return notifications.insert(handle, accepted.draft());
                });
                change.ifPresent(done -> created(accepted.draft(), done));
                yield Optional.empty();
            }
        };
    }

    private static Map<String, JsonNode> jobFields(String jobId, String projectId, String action) {
        return Map.of(
                "job_id", StringNode.valueOf(jobId),
                "project_id", StringNode.valueOf(projectId),
                "action", StringNode.valueOf(action));
    }

    private static Reported refused(String field, String reason) {
        return new Reported.Refused(new Verdict.Refused(field, reason));
    }
}
