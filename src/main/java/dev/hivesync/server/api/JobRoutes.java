package dev.hivesync.server.api;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.wire.Api;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.UUID;

/// Work that users ask for and workers report on.
final class JobRoutes {

    private final Gate gate;
    private final Projects projects;
    private final Jobs jobs;
    private final Publisher publisher;
    private final String jobIdPrefix;

    JobRoutes(Gate gate, Projects projects, Jobs jobs, Publisher publisher, String jobIdPrefix) {
        this.gate = gate;
        this.projects = projects;
        this.jobs = jobs;
        this.publisher = publisher;
        this.jobIdPrefix = jobIdPrefix;
    }

    void install(RoutesConfig routes, String base) {
        Reads.install(routes, base + "/ai/jobs/{job_id}", this::job);
        routes.put(base + "/ai/jobs/{job_id}", this::report);
        routes.post(base + "/ai/jobs", this::queueJob);
        routes.post(base + "/repo/sync", this::queueSync);
    }

    private void job(Context context) {
        String user = gate.user(context).id();
        Exchange.reply(
                context,
                200,
                jobs.find(user, context.pathParam("job_id")).orElseThrow(() -> ApiException.notFound("job")));
    }

    private void report(Context context) {
        gate.service(context);
        String jobId = Exchange.needId("job_id", context.pathParam("job_id"));
        Api.JobReport report = Exchange.body(context, Api.JobReport.class);
        Exchange.needId("action", report.action());
        Exchange.need("status", report.status(), 64);
        String owner = projects.any(report.projectId()).owner();
        switch (publisher.report(owner, jobId, report)) {
            case Publisher.Reported.Done done -> Exchange.reply(context, 200, done.job());
            case Publisher.Reported.Conflict _ ->
                throw ApiException.conflict("This job id belongs to another project or other work.");
            case Publisher.Reported.Refused refused ->
                throw ApiException.invalid(
                        refused.verdict().field(), refused.verdict().reason());
        }
    }

    private void queueJob(Context context) {
        String user = gate.user(context).id();
        Api.JobRequest request = Exchange.body(context, Api.JobRequest.class);
        String action = Exchange.needId("action", request.action());
        String project = projects.of(user, request.projectId()).projectId();
        String jobId = jobIdPrefix + shortId();
        publisher.queueJob(new Jobs.Claim(user, jobId, project, action)).ifPresent(refused -> {
            throw ApiException.invalid(refused.field(), refused.reason());
        });
        Exchange.reply(context, 202, new Api.JobQueued(jobId));
    }

    private void queueSync(Context context) {
        String user = gate.user(context).id();
        Api.SyncRequest request = Exchange.body(context, Api.SyncRequest.class);
        String project = projects.of(user, request.projectId()).projectId();
        String syncId = "sync-" + shortId();
        jobs.queue(Jobs.Kind.SYNC, new Jobs.Claim(user, syncId, project, "repo_sync"));
        Exchange.reply(context, 202, new Api.SyncQueued(syncId));
    }

    private static String shortId() {
        return UUID.randomUUID().toString().substring(24);
    }
}
