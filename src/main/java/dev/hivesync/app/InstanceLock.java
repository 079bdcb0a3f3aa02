package dev.hivesync.app;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One app per home. The operating system holds the lock, so a crash leaves none behind.
final class InstanceLock implements AutoCloseable {

    /// A command that only looks whether the app runs holds the lock for an instant.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Empty where another process has it.
    static Optional<InstanceLock> take(Home home) throws IOException, InterruptedException {
        FileChannel channel = open(home);
        long tries = PATIENCE.toMillis() / 50;
        for (long i = 0; i < tries; i++) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new InstanceLock(channel));
            }
            new Semaphore(0).tryAcquire(50, TimeUnit.MILLISECONDS);
        }
        channel.close();
        return Optional.empty();
    }

    /// Whether an app runs on this home.
    static boolean held(Home home) throws IOException {
        if (!Files.exists(file(home))) {
            return false;
        }
        try (FileChannel channel = open(home);
                @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    private static FileChannel open(Home home) throws IOException {
        Path file = file(home);
        if (!Files.exists(file)) {
            PrivateFile.write(file, "");
        }
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Path file(Home home) {
        return home.root().resolve("instance.lock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
