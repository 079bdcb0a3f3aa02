package dev.hivesync.server.worker;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.NotificationType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// A worker's pen. A write that fails is tried again with growing pauses; when the tries run out it is a soft
/// error in the log, and the work it tells of goes on.
final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final PayloadRules rules;
    private final Consumer<Draft> write;
    private final Publisher publisher;
    private final Jobs jobs;
    private final Predicate<Duration> pause;

    Reporter(PayloadRules rules, Publisher publisher, Jobs jobs, Pace pace) {
        this(rules, publisher, jobs, publisher::publish, pace::pause);
    }

    /// @param write stores one notification; a test gives one that fails
    /// @param pause false when there is to be no further try
    Reporter(PayloadRules rules, Publisher publisher, Jobs jobs, Consumer<Draft> write, Predicate<Duration> pause) {
        this.rules = rules;
        this.jobs = jobs;
        this.publisher = publisher;
        this.write = write;
        this.pause = pause;
    }

    /// @return whether it was stored
    boolean tell(String userId, String projectId, NotificationType type, Map<String, String> fields) {
        // One key over all tries: an answer that got lost must not make a second row.
        return tell(userId, projectId, type, fields, UUID.randomUUID().toString());
    }

    /// @param key the same key is the same notification
    /// @return whether it was stored
    boolean tell(String userId, String projectId, NotificationType type, Map<String, String> fields, String key) {
        Map<String, JsonNode> payload = new TreeMap<>();
        fields.forEach((name, value) -> payload.put(name, StringNode.valueOf(value)));
        return switch (rules.judge(userId, projectId, type, payload, key)) {
            case PayloadRules.Verdict.Accepted accepted -> tried(type.wireName(), () -> write.accept(accepted.draft()));
            case PayloadRules.Verdict.Refused refused -> {
                LOG.warn("a {} was not written: {}", type.wireName(), refused.reason());
                yield false;
            }
        };
    }

    /// Where the notification cannot be written, the job still moves on.
    boolean report(String userId, String jobId, Api.JobReport report) {
        if (told(userId, jobId, report)) {
            return true;
        }
        Jobs.Claim job = new Jobs.Claim(userId, jobId, report.projectId(), report.action());
        tried("job's state", () -> jobs.settle(job, report.status(), report.result()));
        return false;
    }

    /// Ends a sync. While the database is away a job must not fall back into its lease.
    boolean finish(Jobs.Claim job, boolean success) {
        return tried("job's end", () -> jobs.finish(job, success));
    }

    private boolean told(String userId, String jobId, Api.JobReport report) {
        return tried("ai_job_" + report.status(), () -> {
            switch (publisher.report(userId, jobId, report)) {
                case Publisher.Reported.Done _ -> {}
                case Publisher.Reported.Conflict _ -> LOG.warn("job report refused: the id is taken");
                case Publisher.Reported.Refused refused ->
                    LOG.warn("job report refused: {}", refused.verdict().reason());
            }
        });
    }

    private boolean tried(String what, Runnable work) {
        Duration wait = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return true;
            } catch (RuntimeException e) {
                if (attempt == TRIES || !pause.test(wait)) {
                    LOG.warn("a {} could not be written after {} tries", what, attempt, e);
                    return false;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
            }
        }
    }
}
