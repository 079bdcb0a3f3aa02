package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.app.Program.Ended;
import dev.hivesync.wire.BridgeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A home or a machine that the app cannot work on: one sentence, the contract's exit code, and nothing lost. Each
/// start is a program of its own.
@NullMarked
@Timeout(180)
class BadHomeTest {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path home() throws IOException {
        return Files.createDirectories(directory.resolve("home"));
    }

    /// Options with which an app without a window starts, and finds no server.
    private String[] headless() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "abc");
        return new String[] {"--headless", "--server", "http://127.0.0.1:1", "--token-file", token.toString()};
    }

    private static void refuses(Ended ended, int code, String sentence) {
        assertThat(ended.code()).as("%s", ended).isEqualTo(code);
        assertThat(ended.err())
                .singleElement()
                .asString()
                .startsWith("hivesync: ")
                .contains(sentence);
    }

    @Test
    void data_of_a_newer_version_is_left_as_it_is() throws Exception {
        Path inbox = home().resolve("inbox.db");
        FromIconTest.newer(home());
        byte[] before = Files.readAllBytes(inbox);

        refuses(Program.run(home(), headless()), ExitCode.NEWER_DATA, "newer version");
        assertThat(inbox).hasBinaryContent(before);
        assertThat(home().resolve(BridgeFile.FILE)).as("nothing listens").doesNotExist();
    }

    @Test
    void a_home_that_may_only_be_read_is_named_with_what_to_do() throws Exception {
        Assumptions.assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
        Path home = home();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-x------"));
        Assumptions.assumeFalse(Files.isWritable(home), "an administrator writes everywhere");
        // Its owner may change that, so that it has to lie where this user may write nothing at all.
        Path inside = home.resolve("hive");

        refuses(Program.run(inside, headless()), ExitCode.USAGE, "cannot write to its directory");
        assertThat(inside).doesNotExist();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a directory that nobody may write to")
    void nor_does_it_start_where_not_even_an_administrator_writes() throws Exception {
        refuses(
                Program.run(Path.of("/proc/self/hivesync"), headless()),
                ExitCode.USAGE,
                "cannot write to its directory");
    }

    @Test
    void without_a_place_for_its_log_it_says_so_and_runs() throws Exception {
        Files.writeString(home().resolve("logs"), "in the way");
        try (Program app = Program.start(home(), Map.of(), headless())) {
            await().atMost(STARTUP).until(() -> !app.running() || app.out().size() >= 2);
            assertThat(app.running()).as("%s %s", app.out(), app.err()).isTrue();
            Ended ended = app.terminate();
            assertThat(ended.out().getFirst()).contains("No log can be written");
            assertThat(ended.err()).isEmpty();
        }
        assertThat(home().resolve("logs")).hasContent("in the way");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there always is a display")
    void without_a_display_it_runs_without_a_window_and_opens_no_link() throws Exception {
        List<String> options = new ArrayList<>(List.of(headless()));
        options.remove("--headless");
        try (Program app = Program.startWithoutDisplay(home(), Map.of(), options.toArray(String[]::new))) {
            await().atMost(STARTUP).until(() -> !app.running() || !app.out().isEmpty());
            assertThat(app.out()).first().asString().contains("runs without a window (there is no display)");
            assertThat(app.terminate().err()).isEmpty();
        }
        try (Program app = Program.startWithoutDisplay(
                home(), Map.of(), "hivesync://notification/0c8f0000-0000-4000-8000-000000000001")) {
            refuses(app.ended(), ExitCode.UNREACHABLE, "there is no display");
        }
    }
}
