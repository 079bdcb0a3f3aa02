package dev.hivesync.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The running postmaster that a data directory names in `postmaster.pid`. It is no child of ours: the program
/// that starts it has ended by then.
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LOOK_CLOSELY = Duration.ofMillis(20);

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /// Empty where none runs. A pid is used again by the system: it counts only when the process looks like
    /// PostgreSQL.
    static Optional<Postmaster> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("postgres").contains("postgres"))
                .map(Postmaster::new)
                .filter(Postmaster::alive);
    }

    long pid() {
        return process.pid();
    }

    /// Politely, then by force. The caller holds the directory's lock, so no living owner is robbed.
    void stop() {
        process.destroy();
        if (!gone(LOOK_CLOSELY, PATIENCE)) {
            process.destroyForcibly();
            gone(LOOK_CLOSELY, PATIENCE);
        }
    }

    /// @return false when interrupted before it ended
    boolean awaitEnd() {
        return gone(LOOK, Duration.ofDays(10_000));
    }

    private boolean gone(Duration look, Duration patience) {
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        try {
            while (alive()) {
                boolean late = System.nanoTime() - start > patience.toNanos();
                if (late || never.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// An ended process stays as a zombie where nobody reaps it, as in a container without an init.
    private boolean alive() {
        if (!process.isAlive()) {
            return false;
        }
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        try {
            return !Files.exists(stat) || !Files.readString(stat).contains(") Z ");
        } catch (IOException _) {
            return process.isAlive();
        }
    }
}
