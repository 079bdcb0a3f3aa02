package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A disk that takes no more, without the rights to mount one: the system refuses to let the files of one process
/// grow, and then allows it.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class CrampedDiskTest {

    @TempDir
    private Path home;

    @Test
    void what_finds_no_room_waits_and_is_durable_once_there_is_some() throws Exception {
        assumeTrue(run("prlimit", "--version"), "prlimit is not installed");
        Path file = home.resolve("inbox.db");
        Process writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -S -f 5000 && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrampedWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = writer.inputReader()) {
            assertThat(out.readLine()).isEqualTo("REFUSED 0");
            assertThat(Inbox.peek(file).entries()).isEmpty();

            assertThat(run("prlimit", "--pid", Long.toString(writer.pid()), "--fsize=unlimited"))
                    .isTrue();

            assertThat(out.readLine()).isEqualTo("DURABLE 20000 false");
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.destroyForcibly();
        }
        assertThat(Inbox.peek(file).entries()).hasSize(20_000);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
