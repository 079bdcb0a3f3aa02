package dev.hivesync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process on its way, and the moment it was started.
final class Started implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final long startedAt;
    private final Callable<Long> drawnAt;

    /// @param drawnAt when it was drawn, in milliseconds since 1970; negative while it is not
    private Started(Process process, long startedAt, Callable<Long> drawnAt) {
        this.process = process;
        this.startedAt = startedAt;
        this.drawnAt = drawnAt;
    }

    static Started start(ProcessBuilder builder, Callable<Long> drawnAt) throws IOException {
        long now = System.currentTimeMillis();
        return new Started(builder.start(), now, drawnAt);
    }

    /// Milliseconds from the start until its window was drawn.
    double drawn() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            long at = drawnAt.call();
            if (at >= 0) {
                return at - startedAt;
            }
            var _ = new Semaphore(0).tryAcquire(20, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("nothing was drawn");
    }

    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    double residentMegabytes() throws IOException {
        Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
        if (!line.find()) {
            throw new IllegalStateException("the process has ended");
        }
        return Long.parseLong(line.group(1)) * 1_024 / 1e6;
    }

    @Override
    public void close() {
        process.destroy();
        var _ = process.onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }
}
