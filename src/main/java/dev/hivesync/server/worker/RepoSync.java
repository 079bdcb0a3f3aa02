package dev.hivesync.server.worker;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.worker.Mirrors.Found;
import dev.hivesync.wire.NotificationType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The repo-sync worker: when someone asks, and when a repository's HEAD is another than the last that any instance on
/// this database has seen.
public final class RepoSync implements WorkerThread.Round {

    private static final Duration LOOK_AT_HEADS = Duration.ofSeconds(15);
    private static final Duration LOOK_AT_QUEUE = Duration.ofSeconds(2);
    private static final Duration GIT_TIMEOUT = Duration.ofSeconds(60);

    /// Stands in a payload for a commit that could not be found out.
    private static final String NO_COMMIT = "0000000";

    /// Begins the action of a sync that a look at the repository led to; what was seen follows.
    private static final String SEEN = "seen:";

    private final Accounts accounts;
    private final Jobs jobs;
    private final Reporter reporter;
    private final Mirrors mirrors;
    private final InstantSource clock;

    // Written by the worker's thread alone.
    private final Map<String, Found> seen = new HashMap<>();
    private final Every looking = new Every(LOOK_AT_HEADS);

    /// @param directory holds `mirrors/` and git's configuration
    public RepoSync(
            Accounts accounts,
            Jobs jobs,
            PayloadRules rules,
            Publisher publisher,
            Path directory,
            InstantSource clock,
            Pace pace) {
        this.accounts = accounts;
        this.jobs = jobs;
        this.reporter = new Reporter(rules, publisher, jobs, pace);
        this.mirrors = new Mirrors(new Git(directory, GIT_TIMEOUT), directory.resolve("mirrors"));
        this.clock = clock;
    }

    @Override
    public Duration run() {
        Instant now = clock.instant();
        if (looking.due(now)) {
            accounts.withRepository().forEach(this::queueIfMoved);
            looking.done(now);
        }
        Optional<Jobs.Claim> claim = jobs.take(Jobs.Kind.SYNC);
        claim.ifPresent(this::sync);
        // One job a round: a long queue must not keep the worker from its sign of life.
        return claim.isPresent() ? Duration.ZERO : LOOK_AT_QUEUE;
    }

    private void queueIfMoved(Accounts.Project project) {
        String repository = project.repoPath();
        if (repository == null) {
            return;
        }
        Found found = mirrors.look(repository);
        if (!found.equals(seen.get(project.projectId()))) {
            String syncId = "sync-" + UUID.randomUUID().toString().substring(24);
            // Another instance on this database may see the same at the same moment, or have seen it before.
            jobs.queueOnce(
                    Jobs.Kind.SYNC,
                    new Jobs.Claim(project.owner(), syncId, project.projectId(), SEEN + seen(found)),
                    SEEN);
            // Only now: where the queue cannot be written, the next look finds it new again.
            seen.put(project.projectId(), found);
        }
    }

    private static String seen(Found found) {
        return switch (found) {
            case Found.Head head -> head.commit();
            case Found.Problem problem -> problem.sentence();
        };
    }

    private void sync(Jobs.Claim job) {
        @Nullable
        String repository = accounts.project(job.projectId())
                .map(Accounts.Project::repoPath)
                .orElse(null);
        Found found = repository == null
                ? new Found.Problem("This project has no repository to sync.")
                : mirrors.look(repository);
        tell(job, NotificationType.REPO_SYNC_STARTED, found, "");
        Found result = found;
        if (repository != null && found instanceof Found.Head) {
            seen.put(job.projectId(), found);
            result = mirrors.update(job.projectId(), repository);
        }
        switch (result) {
            case Found.Head _ -> tell(job, NotificationType.REPO_SYNC_SUCCESS, result, "");
            case Found.Problem problem -> tell(job, NotificationType.REPO_SYNC_FAILED, found, problem.sentence());
        }
        reporter.finish(job, result instanceof Found.Head);
    }

    private void tell(Jobs.Claim job, NotificationType type, Found at, String error) {
        Map<String, String> fields = new HashMap<>();
        fields.put("sync_id", job.jobId());
        fields.put("project_id", job.projectId());
        fields.put(
                "commit",
                switch (at) {
                    case Found.Head head -> Mirrors.abbreviated(head.commit());
                    case Found.Problem _ -> NO_COMMIT;
                });
        if (!error.isEmpty()) {
            fields.put("error", error);
        }
        // A second worker that takes over after the lease does not tell the same again.
        reporter.tell(job.userId(), job.projectId(), type, fields, job.jobId() + ":" + type.wireName());
    }
}
