package dev.hivesync.bench;

import dev.hivesync.server.store.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// The poll's statement on the database with nothing before it: the most a server on this machine could reach.
interface Floor {

    /// How it is named in the report.
    String name();

    /// Polls a second.
    double run(int clients, Duration time) throws IOException, InterruptedException;

    /// What is polled: by users drawn by chance, the rows after a revision, as a client that names no limit does.
    record Work(String jdbcUrl, int users, long after) {
        static final int LIMIT = 100;

        String sql() {
            return Poll.since("", after, LIMIT + 1).sql().replaceAll("\\s+", " ");
        }
    }

    /// pgbench, or where the machine has none the same loop over JDBC.
    static Floor of(Work work, Path directory) throws IOException {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "pgbench")));
        return installed ? new Pgbench(work, directory) : new JdbcFloor(work);
    }
}
