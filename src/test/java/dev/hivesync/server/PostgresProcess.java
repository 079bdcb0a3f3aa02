package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// What can be done to a PostgreSQL from outside.
final class PostgresProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestServer server;

    PostgresProcess(TestServer server) {
        this.server = server;
    }

    /// Stops all its processes in their tracks; the one that starts the others first, or one more might go on.
    ///
    /// @return those processes, for [#resume]
    List<Long> halt() throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(server.postmaster()).orElseThrow();
        signal("-STOP", List.of(postmaster.pid()));
        List<Long> others = postmaster.descendants().map(ProcessHandle::pid).toList();
        signal("-STOP", others);
        return Stream.concat(Stream.of(postmaster.pid()), others.stream()).toList();
    }

    void resume(List<Long> halted) throws IOException, InterruptedException {
        signal("-CONT", halted);
    }

    /// One backend that dies by force takes all with it, and PostgreSQL recovers from its log.
    void crash() throws IOException, InterruptedException {
        long victim = server.database()
                .read(handle -> handle.createQuery("SELECT pg_backend_pid()")
                        .mapTo(Long.class)
                        .one());
        signal("-KILL", List.of(victim));
    }

    /// Ends the postmaster by force.
    ///
    /// @return the command that starts it again, on the same port and data
    List<String> kill() throws IOException, InterruptedException {
        long pid = server.postmaster();
        List<String> command = new ArrayList<>(
                List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0")));
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            // PostgreSQL refuses to run as root.
            command.addAll(0, List.of("unshare", "-U"));
        }
        signal("-KILL", List.of(pid));
        return command;
    }

    /// The children of a killed postmaster see that it is gone and end by themselves; until then the data is in use,
    /// and a start ends at once.
    static void startAgain(List<String> command, Callable<Boolean> serves) {
        await().atMost(PATIENCE).until(() -> {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await().atMost(PATIENCE).until(() -> !process.isAlive() || serves.call());
            return serves.call();
        });
    }

    private static void signal(String signal, List<Long> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(pid -> command.add(pid.toString()));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
