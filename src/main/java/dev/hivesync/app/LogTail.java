package dev.hivesync.app;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The last lines of the log.
final class LogTail {

    private static final int BYTES = 256 * 1024;
    private static final int LINES = 400;

    private LogTail() {}

    /// None where there is no log or it cannot be read.
    static List<String> of(Path logs) {
        Path file = logs.resolve(Logging.FILE);
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - BYTES);
            log.seek(from);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            // The first may have lost its beginning, and with it what tells a secret.
            List<String> whole = from == 0 ? lines : lines.subList(Math.min(1, lines.size()), lines.size());
            return whole.subList(Math.max(0, whole.size() - LINES), whole.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}
