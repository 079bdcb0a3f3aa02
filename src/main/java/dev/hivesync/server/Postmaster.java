package dev.hivesync.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The postmaster that a data directory names in `postmaster.pid`.
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Postmaster() {}

    /// Stops the postmaster that still runs on `data`, politely and then by force. The caller holds the
    /// directory's lock, so no living owner is robbed.
    static void stopOrphan(Path data) throws IOException {
        Optional<ProcessHandle> orphan = running(data);
        if (orphan.isEmpty()) {
            return;
        }
        LOG.info("stopping the PostgreSQL that an earlier run left behind");
        orphan.get().destroy();
        if (!gone(orphan.get(), data)) {
            orphan.get().destroyForcibly();
            gone(orphan.get(), data);
        }
    }

    /// A pid is used again by the system: it counts only when the process looks like PostgreSQL.
    private static Optional<ProcessHandle> running(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("postgres").contains("postgres"));
    }

    /// An ended process may stay as a zombie where nobody reaps it; its pid file goes in any case.
    private static boolean gone(ProcessHandle process, Path data) {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end) {
                if (!process.isAlive() || !Files.exists(data.resolve("postmaster.pid"))) {
                    return true;
                }
                if (never.await(20, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
