package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log as a program writes it: bounded, private, without secrets, and never a reason to fail.
@Isolated
class LoggingTest {

    @TempDir
    private Path home;

    private final Logger log = LoggerFactory.getLogger("dev.hivesync.LoggingTest");

    /// As it was, for the tests that follow.
    @AfterEach
    void restore() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void five_files_of_a_megabyte_are_kept_and_nobody_else_can_read_them() throws Exception {
        Logging.silence();
        Logging.to(home.resolve("logs"));
        String line = "word ".repeat(200);
        for (int i = 0; i < 9_000; i++) {
            log.info("{} {}", i, line);
        }
        restore();

        assertThat(files()).hasSize(5);
        for (Path file : files()) {
            assertThat(Files.size(file)).isLessThan(1_100_000);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(Files.readString(home.resolve("logs/hivesync.log"))).contains("8999 word");
    }

    @Test
    void no_secret_no_place_and_no_payload_gets_into_it_by_a_message_or_an_exception() throws Exception {
        Logging.silence();
        Logging.to(home.resolve("logs"));
        log.warn("the server said Bearer abcdefghijklmnop\nand a line that nobody wrote");
        log.error(
                "failed",
                new IllegalStateException(
                        "token=swordfish", new IOException(home.resolve("inbox.db") + " and /srv/secret-project/x")));
        restore();

        String text = Files.readString(home.resolve("logs/hivesync.log"));
        assertThat(text)
                .doesNotContain("abcdefghijklmnop", "swordfish", home.toString(), "secret-project")
                .contains("failed", "IllegalStateException", "\tat ", "~/inbox.db");
        assertThat(text.lines().filter(each -> each.contains("nobody wrote")))
                .singleElement()
                .asString()
                .contains("WARN");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    void a_full_disk_costs_lines_and_nothing_else() throws Exception {
        Path logs = Files.createDirectories(home.resolve("logs"));
        Files.createSymbolicLink(logs.resolve("hivesync.log"), Path.of("/dev/full"));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Logging.silence();
            Logging.to(logs);
            for (int i = 0; i < 100; i++) {
                log.info("line {}", i);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void a_place_where_no_log_can_be_is_told_to_the_caller() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "in the way");
        Logging.silence();
        assertThatThrownBy(() -> Logging.to(file.resolve("logs"))).isInstanceOf(IOException.class);
    }
}
