package dev.hivesync.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.TestServer;
import dev.hivesync.wire.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final Jobs jobs = new Jobs(server.database(), server.clock());
    private String user = "";
    private String project = "";

    @BeforeEach
    void newProject() {
        String email = UUID.randomUUID() + "@example.org";
        user = server.user(email);
        project = "p-" + UUID.randomUUID();
        server.project(project, email);
    }

    private Jobs.Claim job(String action) {
        return new Jobs.Claim(user, "j-" + UUID.randomUUID(), project, action);
    }

    private String status(Jobs.Claim job) {
        return jobs.find(user, job.jobId()).map(Api.Job::status).orElse("none");
    }

    @Test
    void settling_a_queued_job_writes_its_state_and_takes_it_off_the_queue() {
        Jobs.Claim job = job("explain");
        jobs.queue(Jobs.Kind.AI, job);
        int waiting = jobs.waiting().getOrDefault("ai", 0);
        jobs.settle(job, "completed", new Api.JobResult("s", "e", List.of()));
        assertThat(status(job)).isEqualTo("completed");
        assertThat(jobs.find(user, job.jobId()).map(Api.Job::result)).contains(new Api.JobResult("s", "e", List.of()));
        assertThat(jobs.waiting()).containsEntry("ai", waiting - 1);
    }

    @Test
    void settling_a_job_that_is_unknown_creates_it_and_again_is_the_same_as_once() {
        Jobs.Claim job = job("explain");
        jobs.settle(job, "failed", null);
        jobs.settle(job, "failed", null);
        assertThat(status(job)).isEqualTo("failed");
        assertThat(jobs.find(user, job.jobId()).map(Api.Job::result)).isEmpty();
    }

    @Test
    void settling_does_not_touch_other_work_of_the_same_id() {
        Jobs.Claim sync = job("repo_sync");
        jobs.queue(Jobs.Kind.SYNC, sync);
        jobs.settle(sync, "completed", null);
        Optional<Jobs.Claim> taken = jobs.take(Jobs.Kind.SYNC);
        while (taken.isPresent() && !taken.get().equals(sync)) {
            taken = jobs.take(Jobs.Kind.SYNC);
        }
        assertThat(taken).contains(sync);
    }

    @Test
    void of_many_instances_that_see_the_same_one_queues_it() throws Exception {
        List<Future<Boolean>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> jobs.queueOnce(Jobs.Kind.SYNC, job("seen:one"), "seen:")));
            }
        }
        int queued = 0;
        for (Future<Boolean> one : all) {
            queued += one.get() ? 1 : 0;
        }
        assertThat(queued).isEqualTo(1);
    }

    @Test
    void what_comes_back_after_something_else_is_queued_again() {
        assertThat(jobs.queueOnce(Jobs.Kind.SYNC, job("seen:one"), "seen:")).isTrue();
        jobs.queue(Jobs.Kind.SYNC, job("repo_sync"));
        assertThat(jobs.queueOnce(Jobs.Kind.SYNC, job("seen:one"), "seen:")).isFalse();
        assertThat(jobs.queueOnce(Jobs.Kind.SYNC, job("seen:two"), "seen:")).isTrue();
        assertThat(jobs.queueOnce(Jobs.Kind.SYNC, job("seen:one"), "seen:")).isTrue();
    }
}
