package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;

/// What goes wrong on the command line is one clear line and the contract's exit code.
@NullMarked
class CommandLineTest {

    @TempDir
    private Path home;

    private record Ended(int code, String out, String err) {}

    private Ended run(String... args) {
        CommandLine commands = Main.commandLine(new Home(home));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        int code = commands.execute(args);
        return new Ended(code, out.toString(), err.toString());
    }

    private static void isOneLine(String err) {
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("hivesync: ").doesNotContain("Exception").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nonsense | 2",
                "frobnicate | 2",
                "--after 3 | 2",
                "--screenshot p.png --after -1 | 2",
                "--screenshot p.png --after soon | 2",
                "--screenshot /no/such/place/p.png | 2",
                "--server not-an-address --headless | 2",
                "--server http://127.0.0.1:1 --token-file /no/such/file --headless | 2",
                "--token-file pom.xml --headless | 2",
                "--server http://127.0.0.1:1 --headless | 4",
                "mark-read | 2",
                "mark-read n-1 | 2",
                "mark-read 0c8f0000-0000-4000-8000-000000000001 | 2",
                "emit | 2",
                "emit weather | 2",
                "emit ai_job_completed | 3",
                "server --port nowhere | 2",
                "server --port 99999 | 2",
            })
    void bad_usage_and_missing_servers(String line, int code) {
        Ended ended = run(line.split(" "));

        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        isOneLine(ended.err());
    }

    static Stream<Arguments> nonsense() {
        String link = "hivesync://notification/0c8f0000-0000-4000-8000-000000000001";
        return Stream.of(
                        List.of("hivesync:"),
                        List.of("https://example.com/"),
                        List.of("hivesync://notification/"),
                        List.of("hivesync://notification/../../etc/passwd"),
                        List.of("hivesync://notification/$(touch x)"),
                        List.of("hivesync://notification/\u001b[31m\u0000\n\thivesync: done"),
                        List.of("\u001b]0;title\u0007" + link),
                        List.of("hivesync://settings/server?url=https://evil.example"),
                        List.of(link + "a".repeat(100_000)),
                        // what a link that broke out of its quotes would become
                        List.of(link, "--server", "https://evil.example", "--token-file", "pom.xml"),
                        List.of("--headless", link),
                        List.of("HiveSync:x", "mark-read", "0c8f0000-0000-4000-8000-000000000001"),
                        List.of(link, link),
                        List.of("hivesync:x", "server"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void a_link_with_nonsense_is_one_line_and_nothing_runs(List<String> line) throws IOException {
        Ended ended = run(line.toArray(String[]::new));

        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.USAGE);
        isOneLine(ended.err());
        assertThat(ended.err().strip()).hasSizeLessThan(240).doesNotContainPattern("\\p{Cntrl}");
        assertThat(ended.out()).isEmpty();
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).as("nothing was started").isEmpty();
        }
    }

    @Test
    void help_and_version_are_there() {
        assertThat(run("--help").out())
                .contains("--screenshot")
                .contains("emit")
                .contains("Exit codes");
        assertThat(run("--version").code()).isZero();
        assertThat(run("emit", "--help").code()).isZero();
        assertThat(run("server", "--help").code()).isZero();
        assertThat(run("watch", "--help").code()).isZero();
        assertThat(run("state", "--help").code()).isZero();
        assertThat(run("--help").out()).contains("mark-read");
        assertThat(run("mark-read", "--help").out()).contains("next start");
    }

    @Test
    void an_empty_home_has_an_empty_state() {
        Ended ended = run("state", "--json");

        assertThat(ended.code()).isZero();
        assertThat(ended.out().strip())
                .isEqualTo("{\"cursor\":null,\"unread\":0,\"notifications\":[],\"outbox\":[],"
                        + "\"connection\":\"offline\",\"plugins\":[]}");
    }

    @Test
    void what_state_prints_survives_a_terminal_of_any_encoding_and_language() throws Exception {
        Instant now = Instant.parse("2026-11-24T08:00:00Z");
        Notification named = new Notification(
                "n-1",
                "u-1",
                "projekt-ä-日本",
                "ai_job_completed",
                new Payload.AiJob("job-1", "projekt-ä-日本", "document_function", null),
                now,
                null,
                1);
        try (Inbox inbox = Inbox.open(home.resolve("inbox.db"), InstantSource.fixed(now))) {
            inbox.submit(new Fact.Fetched(
                            inbox.state().place(), new Page(List.of(named), new Cursor("c-1"), false, 1, 0, now), null))
                    .join();
        }
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            String json = run("state", "--json").out();
            assertThat(json).matches("\\p{ASCII}+");
            assertThat(Json.MAPPER
                            .readTree(json)
                            .at("/notifications/0/project_id")
                            .asString())
                    .isEqualTo("projekt-ä-日本");
            assertThat(run("state").out()).startsWith("1 notifications, 1 unread, 0 waiting");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"OFF, hivesync diagnostics", "ERROR, The log has the details."})
    void what_nobody_expected_names_the_log_only_where_one_is_written(String level, String next) {
        Logger log = (Logger) LoggerFactory.getLogger(Main.class);
        log.setLevel(Level.toLevel(level));
        CommandLine commands = Main.commandLine(new Home(home));
        StringWriter err = new StringWriter();
        commands.setErr(new PrintWriter(err));
        commands.setExecutionStrategy(_ -> {
            throw new ExecutionException(commands, "as if", new IllegalStateException("as if"));
        });
        try {
            assertThat(commands.execute("state")).isEqualTo(ExitCode.UNREACHABLE);
        } finally {
            log.setLevel(null);
        }
        isOneLine(err.toString().replace("IllegalStateException", "it"));
        assertThat(err.toString()).contains(next);
    }

    @Test
    void data_of_a_newer_version_is_code_five() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("inbox.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        Ended state = run("state", "--json");
        assertThat(state.code()).isEqualTo(ExitCode.NEWER_DATA);
        isOneLine(state.err());
    }

    @Test
    void a_damaged_inbox_is_read_as_far_as_it_goes_and_said_so() throws Exception {
        Files.writeString(home.resolve("inbox.db"), "x".repeat(10_000));

        Ended state = run("state", "--json");
        assertThat(state.code()).isZero();
        assertThat(state.out()).startsWith("{\"cursor\":null");
        isOneLine(state.err());
        assertThat(Files.readString(home.resolve("inbox.db"))).isEqualTo("x".repeat(10_000));
    }

    @Test
    void a_home_that_cannot_be_a_directory_is_code_two_in_one_line() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "in the way");
        CommandLine commands = Main.commandLine(new Home(file.resolve("home")));
        StringWriter err = new StringWriter();
        commands.setErr(new PrintWriter(err));

        assertThat(commands.execute("--headless", "--server", "http://127.0.0.1:1", "--token-file", "pom.xml"))
                .isEqualTo(ExitCode.USAGE);
        isOneLine(err.toString());
    }

    @Test
    void a_taken_port_is_said_in_one_line() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Ended ended = run("server", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(ended.code()).isNotZero();
            isOneLine(ended.err());
            assertThat(ended.err()).contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void settings_that_cannot_be_read_are_named() throws IOException {
        Files.writeString(home.resolve("settings.json"), "{\"server\": ");

        Ended ended = run("--headless");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        isOneLine(ended.err());
        assertThat(ended.err()).contains("settings.json");
    }

    @Test
    void the_home_is_where_the_environment_says() {
        assertThat(Home.of(Map.of("HIVESYNC_HOME", home.toString())).root()).isEqualTo(home);
        assertThat(Home.of(Map.of()).root().toString()).containsIgnoringCase("hivesync");
    }

    @Test
    void logs_lie_where_the_platform_has_logs_and_in_a_home_that_was_named() {
        Path user = Path.of("/home/ada");
        Path data = Path.of("/home/ada/data");
        assertThat(Home.of(Map.of("HIVESYNC_HOME", home.toString())).logs()).isEqualTo(home.resolve("logs"));
        assertThat(Home.logs("Linux", Map.of(), user, data)).isEqualTo(user.resolve(".local/state/hivesync/logs"));
        assertThat(Home.logs("Linux", Map.of("XDG_STATE_HOME", home.toString()), user, data))
                .isEqualTo(home.resolve("hivesync/logs"));
        assertThat(Home.logs("Linux", Map.of("XDG_STATE_HOME", "relative"), user, data))
                .isEqualTo(user.resolve(".local/state/hivesync/logs"));
        assertThat(Home.logs("Mac OS X", Map.of(), user, data)).isEqualTo(user.resolve("Library/Logs/HiveSync"));
        assertThat(Home.logs("Windows 11", Map.of(), user, data)).isEqualTo(data.resolve("logs"));
    }
}
