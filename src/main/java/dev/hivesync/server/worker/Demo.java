package dev.hivesync.server.worker;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/// Simulated activity for a local server: AI jobs, those that users queue included, and previews.
public final class Demo implements WorkerThread.Round {

    private static final Duration FIRST_JOB = Duration.ofSeconds(1);
    private static final Duration FIRST_PREVIEW = Duration.ofSeconds(12);
    private static final Duration JOB_EVERY = Duration.ofSeconds(45);
    private static final Duration PREVIEW_EVERY = Duration.ofSeconds(90);
    private static final Duration LOOK_AT_QUEUE = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Reporter reporter;
    private final DemoScript script;
    private final InstantSource clock;
    private final String userId;
    private final String projectId;

    // Touched by the worker's thread alone.
    private final PriorityQueue<Planned> plan = new PriorityQueue<>(Comparator.comparing(Planned::at));

    private record Planned(Instant at, Runnable step) {}

    /// @param userId owns `projectId`, to which the invented activity belongs
    public Demo(
            Jobs jobs,
            PayloadRules rules,
            Publisher publisher,
            RandomGenerator random,
            InstantSource clock,
            Pace pace,
            String userId,
            String projectId) {
        this.jobs = jobs;
        this.reporter = new Reporter(rules, publisher, jobs, pace);
        this.script = new DemoScript(random);
        this.clock = clock;
        this.userId = userId;
        this.projectId = projectId;
        after(FIRST_JOB, this::inventJob);
        after(FIRST_PREVIEW, this::inventPreview);
    }

    @Override
    public Duration run() {
        jobs.take(Jobs.Kind.AI).ifPresent(this::work);
        for (Planned next = plan.peek(); next != null && !next.at().isAfter(clock.instant()); next = plan.peek()) {
            plan.poll();
            next.step().run();
        }
        return Optional.ofNullable(plan.peek())
                .map(next -> Duration.between(clock.instant(), next.at()))
                .filter(wait -> wait.compareTo(LOOK_AT_QUEUE) < 0)
                .orElse(LOOK_AT_QUEUE);
    }

    private void after(Duration delay, Runnable step) {
        plan.add(new Planned(clock.instant().plus(delay), step));
    }

    private void inventJob() {
        after(script.about(JOB_EVERY), this::inventJob);
        Jobs.Claim job = new Jobs.Claim(userId, script.id("job-"), projectId, script.action());
        report(job, "queued");
        work(job);
    }

    private void work(Jobs.Claim job) {
        Duration start = script.about(Duration.ofSeconds(1));
        after(start, () -> report(job, "started"));
        boolean fails = script.onceIn(6);
        after(start.plus(script.about(Duration.ofSeconds(5))), () -> report(job, fails ? "failed" : "completed"));
    }

    private void report(Jobs.Claim job, String status) {
        reporter.report(
                job.userId(),
                job.jobId(),
                new Api.JobReport(
                        job.projectId(),
                        job.action(),
                        status,
                        status.equals("completed") ? script.result(job.action()) : null,
                        status.equals("failed") ? "The model did not answer in time (simulated)." : null));
    }

    private void inventPreview() {
        after(script.about(PREVIEW_EVERY), this::inventPreview);
        boolean expires = script.onceIn(3);
        Duration end = expires ? Duration.ofSeconds(60) : script.about(Duration.ofSeconds(25));
        Instant expiresAt = clock.instant().plus(expires ? end : Duration.ofMinutes(10));
        Map<String, String> preview = Map.of(
                "preview_token", script.id(""),
                "project_id", projectId,
                "platform", script.platform(),
                "expires_at", Times.format(expiresAt));
        tell(NotificationType.PREVIEW_TOKEN_CREATED, preview);
        after(script.about(Duration.ofSeconds(2)), () -> tell(NotificationType.PREVIEW_BUNDLE_UPLOADED, preview));
        after(script.about(Duration.ofSeconds(5)), () -> tell(NotificationType.PREVIEW_READY, preview));
        // One that is not consumed is left for the cleanup worker.
        if (!expires) {
            after(end, () -> tell(NotificationType.PREVIEW_CONSUMED, preview));
        }
    }

    private void tell(NotificationType type, Map<String, String> fields) {
        reporter.tell(userId, projectId, type, fields);
    }
}
