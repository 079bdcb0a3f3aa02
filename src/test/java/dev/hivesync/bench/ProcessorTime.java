package dev.hivesync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// What processes took of the processors.
final class ProcessorTime {

    /// Linux counts in these for every program.
    private static final Duration TICK = Duration.ofMillis(10);

    /// Where the fields begin behind the program's name: the third of `/proc/PID/stat`.
    private static final int FIRST = 3;

    private ProcessorTime() {}

    /// Of a process and its children. Where the system says so, those that have ended count on: a sum that they drop
    /// out
    /// of would run backwards.
    static Duration ofFamily(long pid) {
        Path stat = stat(pid);
        Duration children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .flatMap(child -> child.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
        return Files.exists(stat) ? children.plus(withEnded(stat)) : children;
    }

    private static Path stat(long pid) {
        return Path.of("/proc", Long.toString(pid), "stat");
    }

    /// Its own, and that of its children that have ended, in user and system.
    private static Duration withEnded(Path stat) {
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return Stream.of(14, 15, 16, 17)
                    .map(field -> TICK.multipliedBy(Long.parseLong(fields[field - FIRST])))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new IllegalStateException("the process has ended", e);
        }
    }
}
