package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.BridgeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// One app per home, each start a program of its own.
@NullMarked
@Timeout(180)
class InstanceTest {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private static final String LINK = "hivesync://notification/0c8f0000-0000-4000-8000-000000000001";

    @TempDir
    private Path directory;

    static boolean drawable() {
        return Display.textMissing().isEmpty();
    }

    /// An app without a server to talk to.
    private Program start(Path home, String... options) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "abc");
        List<String> args =
                new ArrayList<>(List.of("--server", "http://127.0.0.1:1", "--token-file", token.toString()));
        args.addAll(List.of(options));
        return Program.start(home, Map.of(), args.toArray(String[]::new));
    }

    private static void up(Program app, Path home) {
        await().atMost(STARTUP).until(() -> !app.running() || Files.exists(home.resolve(BridgeFile.FILE)));
        assertThat(app.running()).as("%s %s", app.out(), app.err()).isTrue();
    }

    private static void ends(Program second, String sentence) throws InterruptedException {
        Program.Ended ended = second.ended();
        assertThat(ended.code()).as("%s", ended).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).singleElement().asString().contains(sentence);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void a_second_start_by_whichever_path_says_so_and_a_killed_one_is_no_first() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), home);
        String instance;
        try (Program first = start(home, "--headless")) {
            up(first, home);
            instance = Files.readString(home.resolve(BridgeFile.FILE));
            try (Program second = start(link, "--headless")) {
                ends(second, "already running");
            }
            try (Program third = start(home)) {
                ends(third, drawable() ? "without a window" : "already running");
            }
            try (Program linked = Program.start(home, Map.of(), LINK)) {
                Program.Ended ended = linked.ended();
                assertThat(ended.code()).as("%s", ended).isEqualTo(ExitCode.UNREACHABLE);
                assertThat(ended.err()).singleElement().asString().contains("without a window");
            }
            assertThat(first.running()).isTrue();
            first.kill();
        }
        assertThat(home.resolve(BridgeFile.FILE))
                .as("what a crash leaves behind")
                .hasContent(instance);

        try (Program next = start(link, "--headless")) {
            await().atMost(STARTUP).until(() -> !next.out().isEmpty() || !next.running());
            assertThat(next.out().getFirst()).contains("HiveSync runs without a window");
            await().atMost(STARTUP)
                    .until(() ->
                            !Files.readString(home.resolve(BridgeFile.FILE)).equals(instance));
            assertThat(next.terminate().err()).isEmpty();
        }
        assertThat(home.resolve(BridgeFile.FILE)).doesNotExist();
    }

    @Test
    @EnabledIf("drawable")
    void a_second_start_has_the_first_one_show_its_window() throws Exception {
        try (Program first = start(directory)) {
            up(first, directory);
            try (Program second = start(directory)) {
                ends(second, "its window is in front now");
            }
            try (Program linked = Program.start(directory, Map.of(), LINK)) {
                ends(linked, "its window opens the notification");
            }
            Program.Ended ended = first.terminate();
            assertThat(ended.err()).isEmpty();
        }
    }

    @Test
    @Tag("faults")
    void of_many_that_start_at_once_one_runs() throws Exception {
        List<Program> programs = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                programs.add(start(directory, "--headless"));
            }
            await().atMost(STARTUP)
                    .until(() -> programs.stream().filter(Program::running).count() == 1);
            for (Program program : programs) {
                if (!program.running()) {
                    ends(program, "already running");
                }
            }
        } finally {
            programs.forEach(Program::close);
        }
    }
}
