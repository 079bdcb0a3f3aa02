package dev.hivesync.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.TestServer;
import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.NotificationType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReporterTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final PayloadRules rules = new PayloadRules(false);
    private final Publisher publisher = new Publisher(
            server.database(),
            new Notifications(server.database(), server.clock()),
            new Jobs(server.database(), server.clock()),
            rules,
            new Hub());
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Duration> pauses = new ArrayList<>();

    private boolean tell(int failures) {
        Reporter reporter = new Reporter(
                rules,
                publisher,
                new Jobs(server.database(), server.clock()),
                draft -> failFirst(failures, draft),
                pauses::add);
        return reporter.tell("u", "p", NotificationType.REPO_SYNC_STARTED, Map.of("sync_id", "s", "commit", "abc1234"));
    }

    private void failFirst(int failures, Draft draft) {
        if (tries.incrementAndGet() <= failures) {
            throw new IllegalStateException("the database is away");
        }
        publisher.publish(draft);
    }

    @Test
    void a_write_that_fails_is_tried_again() {
        assertThat(tell(2)).isTrue();
        assertThat(tries).hasValue(3);
    }

    @Test
    void when_the_tries_run_out_the_work_goes_on() {
        assertThat(tell(Integer.MAX_VALUE)).isFalse();
        assertThat(tries).hasValue(6);
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 800L, 1_600L);
    }

    @Test
    void a_job_whose_notification_cannot_be_written_still_completes() {
        Database gone = Database.open(server.databaseUrl());
        gone.close();
        Jobs jobs = new Jobs(server.database(), server.clock());
        Publisher failing = new Publisher(
                gone, new Notifications(gone, server.clock()), new Jobs(gone, server.clock()), rules, new Hub());
        Reporter reporter = new Reporter(rules, failing, jobs, failing::publish, pauses::add);
        Api.JobResult result = new Api.JobResult("s", "e", List.of());
        boolean told = reporter.report("u", "j-soft", new Api.JobReport("p", "explain", "completed", result, null));

        assertThat(told).isFalse();
        assertThat(pauses).hasSize(5);
        assertThat(jobs.find("u", "j-soft")).contains(new Api.Job("j-soft", "p", "explain", "completed", result));
    }

    @Test
    void the_end_of_a_sync_is_tried_again_too() {
        server.user("ada@example.org");
        server.project("p-end", "ada@example.org");
        Jobs.Claim job = new Jobs.Claim("u-end", "sync-end", "p-end", "repo_sync");
        Jobs jobs = new Jobs(server.database(), server.clock());
        jobs.queue(Jobs.Kind.SYNC, job);
        Database gone = Database.open(server.databaseUrl());
        gone.close();
        Jobs unreachable = new Jobs(gone, server.clock());

        assertThat(new Reporter(rules, publisher, unreachable, _ -> {}, pauses::add).finish(job, true))
                .isFalse();
        assertThat(pauses).hasSize(5);
        assertThat(jobs.waiting()).containsEntry("sync", 1);
        assertThat(new Reporter(rules, publisher, jobs, _ -> {}, pauses::add).finish(job, true))
                .isTrue();
        assertThat(jobs.waiting()).containsEntry("sync", 0);
    }
}
