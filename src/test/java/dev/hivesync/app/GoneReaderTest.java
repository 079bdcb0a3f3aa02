package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `hivesync watch --json | head -1`, with the real command in a process of its own.
@NullMarked
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class GoneReaderTest {

    private static final Path LAUNCHER = Path.of(System.getProperty("hivesync.launcher"));

    @TempDir
    private Path home;

    @Test
    void watch_ends_when_its_reader_goes_without_waiting_for_another_line() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Files.readString(LAUNCHER.resolve("java")).strip(),
                "@" + LAUNCHER.resolve("java.args"),
                "dev.hivesync.app.Main",
                "watch",
                "--json");
        builder.environment().put("HIVESYNC_HOME", home.toString());
        Process watch = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8);
            assertThat(lines.readLine())
                    .isEqualTo("{\"type\":\"connection\",\"payload\":{\"state\":\"desktop_not_running\"}}");
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(watch::isAlive);
            lines.close();
            await().atMost(Duration.ofSeconds(30)).until(() -> !watch.isAlive());
            assertThat(List.of(watch.exitValue())).containsExactly(ExitCode.DONE);
        } finally {
            watch.destroyForcibly();
        }
    }
}
