package dev.hivesync.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.TestClock;
import dev.hivesync.server.TestServer;
import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.store.Previews;
import dev.hivesync.server.store.Retention;
import dev.hivesync.server.store.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The cleanup worker on a clock of its own, ahead of the server's.
class CleanupTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final TestClock clock = new TestClock();
    private final Notifications notifications = new Notifications(server.database(), clock);
    private final Jobs jobs = new Jobs(server.database(), clock);
    private final Workers workers = new Workers(server.database(), clock);
    private final PayloadRules rules = new PayloadRules(false);
    private final Publisher publisher = new Publisher(server.database(), notifications, jobs, rules, new Hub());
    private final Cleanup cleanup = new Cleanup(
            new Cleanup.Parts(
                    server.database(),
                    new Accounts(server.database()),
                    new Previews(server.database(), clock),
                    new Retention(server.database(), clock),
                    workers,
                    rules,
                    publisher),
            clock,
            new Pace());

    private String token = "";
    private String project = "";
    private String user = "";

    @BeforeEach
    void newUser() {
        String email = UUID.randomUUID() + "@example.org";
        user = server.user(email);
        project = "p-" + UUID.randomUUID();
        server.project(project, email);
        token = server.login(email).accessToken();
    }

    private String write(String type, Map<String, String> payload) {
        TestServer.Reply reply = server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of("type", type, "project_id", project, "payload", payload));
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().path("notification_id").asString();
    }

    private String preview(String type) {
        return write(
                type,
                Map.of(
                        "preview_token", "TOKEN1",
                        "platform", "ios",
                        "expires_at", clock.instant().plusSeconds(60).toString()));
    }

    private int count(String query) {
        return server.get("/notifications" + query, token)
                .body()
                .path("notifications")
                .size();
    }

    @Test
    void read_rows_go_after_30_days_all_after_90_and_older_cursors_are_gone() {
        String read = write("repo_sync_started", Map.of("sync_id", "s1", "commit", "abc1234"));
        String cursor =
                server.get("/notifications", token).body().path("next_cursor").asString();
        write("repo_sync_started", Map.of("sync_id", "s2", "commit", "abc1234"));
        server.post("/notifications/" + read + "/read", token, "");
        clock.advance(Duration.ofDays(29));
        cleanup.run();
        assertThat(count("?type=repo_sync_started")).isEqualTo(2);
        assertThat(count("?type=repo_sync_started&since=" + cursor)).isEqualTo(2);
        clock.advance(Duration.ofDays(2));
        cleanup.run();
        assertThat(count("?type=repo_sync_started")).isEqualTo(1);
        assertThat(server.get("/notifications?since=" + cursor, token).status()).isEqualTo(410);
        clock.advance(Duration.ofDays(60));
        cleanup.run();
        assertThat(count("?type=repo_sync_started&since=")).isZero();
    }

    @Test
    void an_overdue_preview_expires_once_and_a_consumed_one_never() {
        preview("preview_ready");
        cleanup.run();
        assertThat(count("?type=preview_expired")).isZero();
        clock.advance(Duration.ofSeconds(61));
        cleanup.run();
        preview("preview_bundle_uploaded");
        clock.advance(Duration.ofSeconds(61));
        cleanup.run();
        assertThat(count("?type=preview_expired")).isEqualTo(1);
    }

    @Test
    void a_consumed_preview_does_not_expire() {
        preview("preview_ready");
        preview("preview_consumed");
        clock.advance(Duration.ofSeconds(61));
        cleanup.run();
        assertThat(count("?type=preview_expired")).isZero();
    }

    @Test
    void while_another_instance_cleans_this_one_does_nothing() {
        preview("preview_ready");
        clock.advance(Duration.ofSeconds(61));
        assertThat(server.database().exclusively("hivesync-cleanup", cleanup::run))
                .isTrue();
        assertThat(count("?type=preview_expired")).isZero();
        cleanup.run();
        assertThat(count("?type=preview_expired")).isEqualTo(1);
    }

    @Test
    void a_silent_worker_is_reported_once_and_cleared_when_it_returns() {
        workers.beat("repo-sync");
        silence();
        cleanup.run();
        assertThat(count("?type=worker_unavailable")).isEqualTo(1);
        workers.beat("repo-sync");
        cleanup.run();
        assertThat(count("?type=worker_unavailable&unread=true")).isZero();
        silence();
        assertThat(count("?type=worker_unavailable")).isEqualTo(2);
        workers.beat("repo-sync");
        cleanup.run();
    }

    /// As long as a worker may be silent and a little longer, with a round now and then.
    private void silence() {
        Duration step = Duration.ofSeconds(50);
        for (Duration passed = Duration.ZERO; passed.compareTo(Workers.SILENCE) <= 0; passed = passed.plus(step)) {
            clock.advance(step);
            cleanup.run();
        }
    }

    @Test
    void after_a_sleep_of_the_machine_workers_have_their_time_for_a_sign_of_life() {
        workers.beat("repo-sync");
        silence();
        workers.beat("repo-sync");
        cleanup.run();
        int before = count("?type=worker_unavailable");
        clock.advance(Duration.ofHours(8));
        cleanup.run();
        cleanup.run();
        assertThat(count("?type=worker_unavailable")).isEqualTo(before);
        silence();
        assertThat(count("?type=worker_unavailable")).isEqualTo(before + 1);
        workers.beat("repo-sync");
        cleanup.run();
    }

    @Test
    void a_clock_that_is_set_back_puts_no_pruning_off() {
        clock.advance(Duration.ofDays(31));
        cleanup.run();
        String read = write("repo_sync_started", Map.of("sync_id", "s1", "commit", "abc1234"));
        server.post("/notifications/" + read + "/read", token, "");
        clock.advance(Duration.ofDays(31));
        cleanup.run();
        assertThat(count("?type=repo_sync_started")).isZero();
        read = write("repo_sync_started", Map.of("sync_id", "s2", "commit", "abc1234"));
        server.post("/notifications/" + read + "/read", token, "");
        clock.advance(Duration.ofDays(-20));
        cleanup.run();
        assertThat(count("?type=repo_sync_started")).isZero();
    }

    @Test
    void the_job_of_a_dead_worker_is_taken_again_after_its_lease() {
        jobs.queue(Jobs.Kind.SYNC, new Jobs.Claim(user, "sync-1", project, "repo_sync"));
        assertThat(jobs.take(Jobs.Kind.SYNC)).isPresent();
        assertThat(jobs.take(Jobs.Kind.SYNC)).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        List<String> taken =
                jobs.take(Jobs.Kind.SYNC).stream().map(Jobs.Claim::jobId).toList();
        assertThat(taken).containsExactly("sync-1");
    }
}
