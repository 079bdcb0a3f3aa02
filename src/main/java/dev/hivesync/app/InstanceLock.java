package dev.hivesync.app;

import dev.hivesync.wire.PrivateFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One app per home. The operating system holds the lock, so a crash leaves none behind.
final class InstanceLock implements Closeable {

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Empty where another process has it.
    static Optional<InstanceLock> take(Home home) throws IOException {
        FileChannel channel = open(home);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new InstanceLock(channel));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /// Whether an app runs on this home.
    static boolean held(Home home) throws IOException {
        if (!Files.exists(file(home))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file(home), StandardOpenOption.READ);
                @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    /// The file is made once and never replaced: a lock belongs to the file, not to its name.
    private static FileChannel open(Home home) throws IOException {
        PrivateFile.ensure(file(home));
        return FileChannel.open(file(home), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Path file(Home home) {
        return home.root().resolve("instance.lock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
