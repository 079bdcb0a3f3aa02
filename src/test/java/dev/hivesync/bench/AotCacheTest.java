package dev.hivesync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The cache of the JVM makes a start quicker and can do no more: one that is cut short, or of another version of the
/// program, is passed over, and the next rehearsal puts a sound one in its place.
@Tag("faults")
@Timeout(300)
class AotCacheTest {

    private static final long LEAST = 10_000_000;

    @TempDir
    private Path directory;

    @Test
    void a_cache_that_is_no_good_is_passed_over_and_made_anew() throws Exception {
        Installed installed = Installed.in(directory);
        Path cache = installed.cache();
        assertThat(Files.size(cache)).isGreaterThan(LEAST);

        try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
            file.truncate(LEAST / 3);
        }
        starts(installed);
        Files.writeString(cache, "no cache at all");
        starts(installed);
        Files.delete(cache);
        starts(installed);

        Files.writeString(cache, "no cache at all");
        installed.rehearse(directory);
        assertThat(Files.size(cache)).isGreaterThan(LEAST);
        starts(installed);

        Files.setLastModifiedTime(installed.classPath().getFirst(), FileTime.from(Instant.EPOCH.plusSeconds(1)));
        starts(installed);
    }

    private static void starts(Installed installed) throws Exception {
        try (Started program = installed.hivesync(Drawing.IN_MEMORY, true)) {
            assertThat(program.drawn()).isPositive();
        }
    }
}
