package dev.hivesync.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.server.TestServer;
import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.PayloadRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Two instances on one database, each with its own worker.
class RepoSyncTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    @TempDir
    private Path home;

    private RepoSync instance(String name) throws Exception {
        PayloadRules rules = new PayloadRules(false);
        Jobs jobs = new Jobs(server.database(), server.clock());
        Publisher publisher = new Publisher(
                server.database(), new Notifications(server.database(), server.clock()), jobs, rules, new Hub());
        Path directory = home.resolve(name);
        Files.createDirectories(directory.resolve("mirrors"));
        return new RepoSync(
                new Accounts(server.database()), jobs, rules, publisher, directory, server.clock(), new Pace());
    }

    /// The token of a user whose project is this repository, with a commit in it.
    private static String owner(TestRepository repository, String name) throws Exception {
        repository.commit("one");
        String email = name + "@example.org";
        String user = server.user(email);
        new Accounts(server.database())
                .save(new Accounts.Project(
                        "p-" + name, user, "Repository", repository.directory().toString()));
        return server.login(email).accessToken();
    }

    private static int started(String token) {
        return server.get("/notifications?type=repo_sync_started", token)
                .body()
                .path("notifications")
                .size();
    }

    @Test
    void a_commit_is_synced_once_whoever_sees_it_and_whenever_they_start() throws Exception {
        TestRepository repository = new TestRepository(home.resolve("repository"));
        String token = owner(repository, "ada");

        RepoSync one = instance("one");
        RepoSync two = instance("two");
        rounds(one, two);
        assertThat(started(token)).isEqualTo(1);
        rounds(instance("three"), two);
        assertThat(started(token)).isEqualTo(1);

        repository.commit("two");
        server.clock().advance(Duration.ofSeconds(16));
        rounds(two, one);
        assertThat(started(token)).isEqualTo(2);
        assertThat(server.get("/notifications?type=repo_sync_success", token)
                        .body()
                        .path("notifications"))
                .hasSize(2);
    }

    @Test
    void a_commit_that_the_queue_could_not_take_is_synced_later() throws Exception {
        String token = owner(new TestRepository(home.resolve("other")), "bob");
        RepoSync worker = instance("four");

        sql("ALTER TABLE jobs RENAME TO jobs_away");
        try {
            assertThatThrownBy(worker::run).isInstanceOf(RuntimeException.class);
        } finally {
            sql("ALTER TABLE jobs_away RENAME TO jobs");
        }
        for (int i = 0; i < 4; i++) {
            worker.run();
        }
        assertThat(started(token)).isEqualTo(1);
    }

    private static void sql(String statement) {
        server.database().write(handle -> handle.execute(statement));
    }

    private static void rounds(RepoSync first, RepoSync second) {
        for (int i = 0; i < 3; i++) {
            first.run();
            second.run();
        }
    }
}
