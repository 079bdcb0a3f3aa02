package dev.hivesync.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running postmaster that a data directory names in `postmaster.pid`. It is no child of ours: the program
/// that starts it has ended by then.
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LOOK_CLOSELY = Duration.ofMillis(20);

    /// Of the file, counted from 0.
    private static final int STARTED_AT = 2;

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /// Empty where none runs. A pid is used again by the system: it counts only when the process looks like
    /// PostgreSQL, and like this one.
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines = lines(data);
        return named(lines)
                .filter(process -> process.info().command().orElse("postgres").contains("postgres"))
                .filter(process -> worksOn(data, process.info()) || begunThen(lines, process.info()))
                .map(Postmaster::new)
                .filter(Postmaster::alive);
    }

    /// Removes the file where [#of] is empty and its pid is another program's by now: PostgreSQL takes whoever has that
    /// pid for its postmaster, and does not start.
    static void letGo(Path data) throws IOException {
        if (named(lines(data)).isPresent()) {
            LOG.info("the pid of an earlier PostgreSQL is another program's now");
            Files.deleteIfExists(file(data));
        }
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static List<String> lines(Path data) throws IOException {
        return Files.exists(file(data)) ? Files.readAllLines(file(data)) : List.of();
    }

    private static Optional<ProcessHandle> named(List<String> lines) {
        return number(lines, 0).flatMap(ProcessHandle::of);
    }

    private static Optional<Long> number(List<String> lines, int line) {
        return lines.stream()
                .skip(line)
                .findFirst()
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private static boolean worksOn(Path data, ProcessHandle.Info info) {
        return info.arguments().stream().flatMap(Arrays::stream).anyMatch(argument -> same(argument, data));
    }

    private static boolean same(String argument, Path data) {
        try {
            return Files.isSameFile(Path.of(argument), data);
        } catch (IOException | InvalidPathException _) {
            return false;
        }
    }

    /// Whether it began when the file says, or nobody tells.
    private static boolean begunThen(List<String> lines, ProcessHandle.Info info) {
        Optional<Instant> told = number(lines, STARTED_AT).map(Instant::ofEpochSecond);
        return told.isEmpty()
                || info.startInstant()
                        .map(begun -> Duration.between(told.get(), begun).abs().compareTo(TOLERANCE) < 0)
                        .orElse(true);
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
