package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RestingTimerTest {

    /// In a program of its own, since the timer is put in place before JavaFX starts it.
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_window_that_stands_still_wakes_nobody_and_one_that_changes_is_drawn() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-Dglass.platform=Headless",
                        "-Dprism.order=sw",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestingProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = program.inputReader()) {
            var _ = program.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(_ -> program.destroyForcibly());
            List<String> said = output.lines()
                    .filter(line -> line.matches("rests|never rests|draws|moves|stands still"))
                    .toList();
            assertThat(said).containsExactly("rests", "draws", "rests", "moves", "rests");
        } finally {
            program.destroyForcibly();
        }
    }
}
