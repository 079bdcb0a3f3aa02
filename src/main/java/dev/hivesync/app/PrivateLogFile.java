package dev.hivesync.app;

import ch.qos.logback.core.rolling.RollingFileAppender;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A rolling log that nobody but the owner can read, also after it has rolled over.
final class PrivateLogFile<E> extends RollingFileAppender<E> {

    @Override
    public void openFile(String name) throws IOException {
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            PrivateFile.write(file, "");
        }
        super.openFile(name);
    }
}
